import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { markInUse, refuseWhileInUse } from '../../scripts/setup/in-use.mjs';
import { processIdentity } from '../../scripts/setup/process-identity.mjs';
import { temporaryFolder } from './temporary';

/** A mark as another living process would have left it. */
function markOfAnother(folder: string, use: object): void {
  const pid = process.ppid;
  const mark = { what: 'npm start', pid, identity: processIdentity(pid), ...use };
  writeFileSync(join(folder, `${pid}.json`), JSON.stringify(mark));
}

async function serverWithKernels(
  kernels: readonly object[],
): Promise<{ url: string; token: string }> {
  const server = createServer((request, response) => {
    const known = request.headers.authorization === 'token secret';
    response.end(known && request.url === '/api/kernels' ? JSON.stringify(kernels) : '{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token: 'secret' };
}

describe('refuseWhileInUse()', () => {
  it('refuses while another process has kernels, and says whose', async () => {
    const folder = temporaryFolder();
    markOfAnother(folder, { server: await serverWithKernels([{ id: '1' }]) });
    await expect(refuseWhileInUse(folder, 'build the library')).rejects.toThrow(
      `Cannot build the library: npm start (process ${process.ppid}) has kernels running`,
    );
  });

  it('lets a server without kernels be', async () => {
    const folder = temporaryFolder();
    markOfAnother(folder, { server: await serverWithKernels([]) });
    await refuseWhileInUse(folder, 'build the library');
  });

  it('takes a process without a server to have kernels', async () => {
    const folder = temporaryFolder();
    markOfAnother(folder, { what: 'npm test' });
    await expect(refuseWhileInUse(folder, 'build')).rejects.toThrow('npm test');
  });

  it('forgets a process that is gone', async () => {
    const folder = temporaryFolder();
    markOfAnother(folder, { identity: 'an earlier start' });
    await refuseWhileInUse(folder, 'build');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('does not stand in its own way', async () => {
    const folder = temporaryFolder();
    const release = markInUse(folder, { what: 'npm test' });
    await refuseWhileInUse(folder, 'build');
    release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('needs no folder', async () => {
    const folder = join(temporaryFolder(), 'none');
    await refuseWhileInUse(folder, 'build');
    expect(existsSync(folder)).toBe(false);
  });
});
