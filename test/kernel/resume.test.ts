import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readRunLog } from '../../src/train';
import { Kernel } from './client';

const folder = mkdtempSync(join(tmpdir(), 'anneal-kernel-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The cells of a notebook that keeps its run; the first weights are others each time. */
const cells = (log: string): string[] => [
  `import * as tf from '@tensorflow/tfjs-node';
   import { cosine, fit, readRunLog, show } from 'anneal';
   const x = tf.randomNormal([3200, 16], 0, 1, 'float32', 1), y = x.sum(1, true);
   const model = tf.sequential({ layers: [tf.layers.dense({ inputShape: [16], units: 32, activation: 'relu' }), tf.layers.dropout({ rate: 0.1 }), tf.layers.dense({ units: 1 })] });
   model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });`,
  `const run = await fit(model, x, y, cosine({ peak: 0.01 }), { epochs: 6, batchSize: 16, log: '${log}', checkpoint: { every: 100 }, resume: true });
   console.log(run.status, run.steps);`,
];

it('goes on in a new kernel when the same cells are run again after the old one was killed', async () => {
  const log = join(folder, 'a.jsonl');
  const first = await Kernel.start('anneal');
  const [start = '', train = ''] = cells(log);
  await first.run(start);
  let frames = 0;
  first
    .run(train, ({ type }) => {
      if (type === 'update_display_data' && ++frames === 2) void first.stop();
    })
    .catch(() => {});
  while (first.alive) await new Promise((later) => setTimeout(later, 50));
  const before = readRunLog(log);
  expect(before.status).toBe('interrupted');
  expect(before.steps).toBeGreaterThan(0);
  expect(before.steps).toBeLessThan(1200);

  const second = await Kernel.start('anneal');
  await second.run(start);
  const answer = await second.run(train);
  expect(answer.text('stdout')).toBe('finished 1200\n');
  const after = readRunLog(log);
  expect(after.resumedAt).toHaveLength(1);
  const kept = before.history.loss.slice(0, 100);
  expect([...after.history.loss.slice(0, kept.length)]).toEqual([...kept]);
  const shown = await second.run(`show(readRunLog('${log}'));`);
  expect(JSON.stringify(shown.of('display_data')[0]?.data)).toContain('finished');
  await second.stop();
});
