import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const python = resolve('.venv/bin/python');

interface Summary {
  readonly run: number;
  readonly failed: readonly string[];
  readonly skipped: readonly string[];
}

describe("Jupyter's own tests of a kernel", () => {
  const folder = mkdtempSync(join(tmpdir(), 'anneal-tslab-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  beforeAll(async () => {
    const binary = resolve('node_modules/.bin/tslab');
    await run(binary, ['install', '--python', python, '--binary', binary, '--prefix', folder]);
  });

  const summaryOf = async (kernel: string, ...tests: string[]): Promise<Summary> => {
    const suite = resolve('test/kernel/jupyter_kernel_suite.py');
    const { stdout } = await run(python, [suite, ...tests], {
      cwd: 'notebooks',
      env: { ...process.env, KERNEL: kernel, JUPYTER_PATH: join(folder, 'share', 'jupyter') },
    });
    return JSON.parse(stdout.trim().split('\n').at(-1) as string);
  };

  it('pass on the anneal kernel; it has no pager', async () => {
    const summary = await summaryOf('anneal');
    console.log('anneal', summary);
    expect(summary).toMatchObject({ failed: [], skipped: ['test_pager'] });
    expect(summary.run).toBeGreaterThanOrEqual(12);
  });

  it('do not all pass on stock tslab', async () => {
    expect((await summaryOf('tslab', 'test_error')).failed).toEqual(['test_error']);
  });
});
