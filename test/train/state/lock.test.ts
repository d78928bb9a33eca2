import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { holderOf, takeLock } from '../../../src/train/state/lock';
import { compiled } from './compiled';

describe('takeLock()', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'anneal-lock-'));
    file = join(folder, 'a.jsonl');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const take = (path = file) => takeLock(path, () => {});

  it('lets one write a file at a time, and leaves nothing behind', () => {
    const release = take();
    expect(holderOf(file)).toBe(process.pid);
    release();
    expect(holderOf(file)).toBeUndefined();
    take()();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('gives it to the last one of a process, and tells the one before', () => {
    const lost: string[] = [];
    const first = takeLock(file, () => lost.push('first'));
    const second = takeLock(file, () => lost.push('second'));
    expect(lost).toEqual(['first']);
    first();
    expect(holderOf(file)).toBe(process.pid);
    second();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('knows a process that holds it, and takes over from one that was killed', async () => {
    const library = await compiled();
    const script = `require('${library.folder}/train/state/lock').takeLock('${file}', () => {}); console.log('mine'); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    expect(take).toThrow(
      `Cannot write ${file}: process ${child.pid} is writing it; wait for it, stop it, or give log another path`,
    );
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
    expect(readdirSync(folder)).toEqual(['a.jsonl.lock']);
    take()();
    library.remove();
  });

  it('does not take a process that was given the number of a dead one for it', () => {
    writeFileSync(`${file}.lock`, `${process.pid} of another start`);
    take()();
  });

  it('names the file when its folder cannot be written', () => {
    expect(() => take(join(folder, 'none', 'a.jsonl'))).toThrow(
      /^Cannot write .*a\.jsonl: there is no such file \(ENOENT\)$/,
    );
  });
});
