import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { takeLock } from '../../scripts/setup/lock.mjs';
import { processIdentity } from '../../scripts/setup/process-identity.mjs';
import { temporaryFolder } from './temporary';

function sleeper(): ReturnType<typeof spawn> {
  const child = spawn('sleep', ['60']);
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}
const never = () => expect.unreachable('waited');

describe('takeLock()', () => {
  it('gives the lock back and leaves no file', async () => {
    const folder = temporaryFolder();
    (await takeLock(join(folder, 'lock'), never))();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('waits for a living holder, whom it names, and takes over when that one has died', async () => {
    const file = join(temporaryFolder(), 'lock');
    const holder = sleeper();
    writeFileSync(file, processIdentity(holder.pid as number) ?? '');
    const waitedFor: number[] = [];
    const taking = takeLock(file, (pid) => waitedFor.push(pid));
    await pause(300);
    expect(waitedFor).toEqual([holder.pid]);
    expect(readFileSync(file, 'utf8')).toBe(processIdentity(holder.pid as number));
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    (await taking)();
    expect(existsSync(file)).toBe(false);
  });

  it('takes over from a process whose number is given to another by now', async () => {
    const file = join(temporaryFolder(), 'lock');
    writeFileSync(file, `${sleeper().pid} an earlier start`);
    (await takeLock(file, never))();
  });

  it.each(['', 'not a number', '999999999 gone'])(
    'takes over a lock that says "%s"',
    async (text) => {
      const file = join(temporaryFolder(), 'lock');
      writeFileSync(file, text);
      (await takeLock(file, never))();
    },
  );

  it('lets one process in at a time', async () => {
    const folder = temporaryFolder();
    const code = `
      const { takeLock } = await import(${JSON.stringify(new URL('../../scripts/setup/lock.mjs', import.meta.url).href)});
      const { writeFileSync, rmSync } = await import('node:fs');
      const release = await takeLock(${JSON.stringify(join(folder, 'lock'))}, () => {});
      writeFileSync(${JSON.stringify(join(folder, 'inside'))}, '', { flag: 'wx' });
      await new Promise((resolve) => setTimeout(resolve, 30));
      rmSync(${JSON.stringify(join(folder, 'inside'))});
      release();`;
    const codes = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const [exit] = await once(
          spawn(process.execPath, ['--input-type=module', '-e', code]),
          'exit',
        );
        return exit;
      }),
    );
    expect(codes).toEqual([0, 0, 0, 0]);
  });
});
