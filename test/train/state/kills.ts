import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { Trainings } from './trainings';

const OPTIMIZERS = ['sgd', 'momentum', 'rmsprop', 'adam', 'adamax', 'adagrad', 'adadelta'];

/** How much is killed. */
export interface KillOptions {
  readonly kills: number;
  /** At least 0, below 1. */
  readonly random: () => number;
  readonly progress?: (done: number) => void;
}

/** What the processes did when they were killed. */
export type KillMoments = Record<'loading' | 'training' | 'checkpoint' | 'ended', number>;

/**
 * Kills trainings (kill -9) at random moments, optimizer after optimizer, and expects each to end as
 * one that was not killed: weights, history and validation to the bit. Both begin with weights that no
 * other process has, so that only the checkpoint can have them.
 */
export async function killTrainings({
  kills,
  random,
  progress,
}: KillOptions): Promise<KillMoments> {
  const trainings = await Trainings.of(8);
  const folder = mkdtempSync(join(tmpdir(), 'anneal-kills-'));
  const moments: KillMoments = { loading: 0, training: 0, checkpoint: 0, ended: 0 };
  try {
    for (let done = 0, round = 0; done < kills; round++) {
      const optimizer = OPTIMIZERS[round % OPTIMIZERS.length] as string;
      const [whole, killed] = [join(folder, `${round}-whole`), join(folder, `${round}-killed`)];
      mkdirSync(killed);
      await trainings.begin(optimizer, killed);
      cpSync(killed, whole, { recursive: true });
      const started = performance.now();
      const expected = await trainings.train(optimizer, whole);
      const duration = performance.now() - started;
      expect(expected.status).toBe('finished');
      for (let left = 1 + Math.floor(3 * random()); left > 0 && done < kills; left--) {
        const { child, printed } = trainings.start(optimizer, killed);
        await pause(random() * duration);
        child.kill('SIGKILL');
        moments[momentOf(await printed, readdirSync(killed))] += 1;
        progress?.(++done);
      }
      expect(await trainings.train(optimizer, killed), optimizer).toEqual(expected);
      expect(readdirSync(killed).filter((file) => /\.(lock|tmp)$/.test(file))).toEqual([]);
    }
  } finally {
    trainings.remove();
    rmSync(folder, { recursive: true });
  }
  return moments;
}

/** What a process did, told by what it printed and left. */
function momentOf(printed: string, files: readonly string[]): keyof KillMoments {
  if (printed) return 'ended';
  if (files.some((file) => file.endsWith('.tmp'))) return 'checkpoint';
  return files.includes('run.jsonl.lock') ? 'training' : 'loading';
}
