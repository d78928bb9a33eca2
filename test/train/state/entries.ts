import { cosine } from '../../../src/schedule';
import type { EndEntry, RunLogHeader, UpdatesEntry } from '../../../src/train/state/run-log-format';

export const machine = {
  backend: 'tensorflow',
  tfjs: '4.22.0',
  cores: 2,
  oneDNN: 'default',
  platform: 'linux x64',
  node: 'v20',
};

export const plan = { examples: 40, batchSize: 10, epochs: 2 };

/** The first line of a log of eight updates in two epochs. */
export const header: RunLogHeader = {
  kind: 'run',
  version: 1,
  id: 'run-1',
  anneal: '0.1.0',
  started: '2026-01-01T00:00:00.000Z',
  title: 'a run',
  plan,
  settings: { schedule: cosine({ peak: 0.1 }).spec, ...plan, seed: 0 },
  machine,
};

/** Some updates whose loss is ten times the step. */
export function updates(step: number, count: number): UpdatesEntry {
  const steps = Array.from({ length: count }, (_, index) => step + index);
  return {
    kind: 'updates',
    step,
    columns: {
      lr: steps.map(() => 0.1),
      loss: steps.map((one) => 10 * one),
      acc: steps.map(() => 1),
    },
    elapsed: step + count,
    training: step,
  };
}

/** How a run ended. */
export function end(step: number, status: EndEntry['status']): EndEntry {
  return { kind: 'end', step, status, elapsed: 9, training: 8 };
}
