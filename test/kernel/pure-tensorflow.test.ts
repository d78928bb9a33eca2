import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Kernel } from './client';

// a folder whose tfjs-node has no native addon; everything else comes from the project above it
const folder = mkdtempSync(join('test', 'no-addon-'));
const native = join(folder, 'node_modules', '@tensorflow', 'tfjs-node');
mkdirSync(native, { recursive: true });
writeFileSync(
  join(native, 'package.json'),
  '{ "name": "@tensorflow/tfjs-node", "main": "index.js" }',
);
writeFileSync(
  join(native, 'index.js'),
  "throw new Error('The Node.js native addon module (tfjs_binding.node) can not be found at path: …');",
);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a kernel without the native backend', () => {
  it('trains on pure JavaScript, and says so once', async () => {
    const kernel = await Kernel.start('anneal', folder);
    try {
      const answer = await kernel.run(`
        const tf = require('@tensorflow/tfjs-node');
        require('@tensorflow/tfjs-node');
        import { fit } from 'anneal';
        const model = tf.sequential({ layers: [tf.layers.dense({ inputShape: [1], units: 1 })] });
        model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
        const run = await fit(model, tf.ones([8, 1]), tf.ones([8, 1]), 0.1, { batchSize: 4 });
        console.log(tf.getBackend(), run.status, run.steps);`);
      expect(answer.text('stdout')).toBe('cpu finished 2\n');
      expect(answer.text('stderr').match(/training runs on pure JavaScript/g)).toHaveLength(1);
    } finally {
      await kernel.stop();
    }
  });
});
