import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cosine } from '../../../src/schedule';
import type { Run } from '../../../src/train';
import { readRunLog } from '../../../src/train/state/logged-run';
import { loop, type TrainLoopOptions } from '../../../src/train/train-loop';
import { tf, toyData, toyModel, weightsOf } from '../tensorflow';

describe('trainLoop() with a log', () => {
  let folder: string;
  let data: ReturnType<typeof toyData>;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'anneal-loop-'));
    data = toyData();
  });
  afterEach(() => {
    tf.disposeVariables();
    tf.dispose([data.x, data.y]);
    rmSync(folder, { recursive: true });
  });

  /** Trains by a step that gives a metric as well; `dies` is the step at which it throws. */
  function trained(name: string, dies = Number.POSITIVE_INFINITY, more: object = {}) {
    const optimizer = tf.train.adam(1);
    // other weights each time
    const model = toyModel(optimizer);
    const weights = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
    const step: TrainLoopOptions['step'] = ({ x, y, step }) => {
      if (step >= dies) throw new Error('the process dies');
      const outputs = () => model.apply(x as tf.Tensor, { training: true }) as tf.Tensor;
      const error = (): tf.Scalar => tf.losses.meanSquaredError(y as tf.Tensor, outputs());
      const loss = optimizer.minimize(error, true, weights) as tf.Scalar;
      return { loss, twice: tf.tidy(() => loss.mul(2)) as tf.Scalar };
    };
    const run = loop({
      schedule: cosine({ peak: 0.05 }).warmup('10%'),
      step,
      model,
      optimizer,
      data: [data.x, data.y],
      batchSize: 16,
      epochs: 4,
      seed: 7,
      gradientNorm: 1,
      log: join(folder, `${name}.jsonl`),
      checkpoint: { every: 3 },
      resume: true,
      ...more,
    });
    return { model, run };
  }
  const columnsOf = ({ history }: Run) => ({ ...history });

  it('goes on bit for bit, with the metrics that its step named', async () => {
    const whole = trained('whole');
    const expected = await whole.run;
    expect(Object.keys(expected.history)).toEqual(['step', 'lr', 'loss', 'twice', 'gradientNorm']);
    await expect(trained('killed', 7).run).rejects.toThrow('the process dies');
    const resumed = trained('killed');
    const run = await resumed.run;
    expect(columnsOf(run)).toEqual(columnsOf(expected));
    expect(weightsOf(resumed.model)).toEqual(weightsOf(whole.model));
    expect(columnsOf(readRunLog(join(folder, 'killed.jsonl')) as never as Run)).toEqual(
      columnsOf(expected),
    );
  });

  it('goes on when it died before its first step', async () => {
    await expect(trained('early', 0).run).rejects.toThrow('the process dies');
    expect((await trained('early').run).status).toBe('finished');
  });

  it('refuses another schedule, and a checkpoint of no model', async () => {
    await trained('one').run;
    await expect(trained('one', undefined, { schedule: 0.1 }).run).rejects.toThrow('schedule');
    await expect(trained('two', undefined, { model: undefined }).run).rejects.toThrow(
      'Cannot checkpoint: there is no model whose weights could be kept; give it, or checkpoint: false',
    );
    const { run } = trained('two', undefined, {
      model: undefined,
      checkpoint: false,
      resume: false,
    });
    expect((await run).status).toBe('finished');
    expect(readRunLog(join(folder, 'two.jsonl')).steps).toBe((await run).steps);
  });
});
