import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Compiled, compiled } from './compiled';

describe('the state of a model and its optimizer', () => {
  let library: Compiled;
  const folder = mkdtempSync(join(tmpdir(), 'anneal-state-'));
  beforeAll(async () => {
    library = await compiled();
  }, 60_000);
  afterAll(() => {
    library.remove();
    rmSync(folder, { recursive: true });
  });

  /** Hashes of the weights after some steps in a process of its own, one line for each optimizer. */
  const train = (begin: number, end: number): string[] =>
    execFileSync(
      process.execPath,
      [
        resolve('test/train/state/optimizers.cjs'),
        library.folder,
        String(begin),
        String(end),
        folder,
      ],
      { encoding: 'utf8', env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' } },
    )
      .trim()
      .split('\n');

  it('is carried to another process bit for bit, for all seven optimizers', {
    timeout: 60_000,
  }, () => {
    const whole = train(0, 60);
    expect(whole).toHaveLength(7);
    // Adadelta of TensorFlow.js makes the updates of SGD: its two accumulators stay equal
    expect(new Set(whole.map((line) => line.split(' ')[1])).size).toBe(6);
    train(0, 30);
    expect(train(30, 60)).toEqual(whole);
  });
});
