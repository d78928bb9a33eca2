import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cosine, linear, plateau } from '../../src/schedule';
import { train } from '../../src/train';
import { loop, type TrainLoopOptions } from '../../src/train/train-loop';
import { tf, toyData, toyModel, weightsOf } from './tensorflow';

let data: ReturnType<typeof toyData>;
beforeEach(() => {
  data = toyData();
});
afterEach(() => {
  tf.disposeVariables();
  tf.dispose([data.x, data.y]);
});

/** The step that fit takes, by hand. */
const stepOf =
  (model: tf.LayersModel, optimizer: tf.Optimizer): TrainLoopOptions['step'] =>
  ({ x, y }) =>
    optimizer.minimize(
      () => {
        const output = model.apply(x as tf.Tensor, { training: true }) as tf.Tensor;
        return tf.losses.meanSquaredError(y as tf.Tensor, output) as tf.Scalar;
      },
      true,
      model.trainableWeights.map((weight) => weight.read()) as never,
    ) as tf.Scalar;

describe('trainLoop()', () => {
  it('learns like fit when its step is that of fit, and leaves no tensor behind', async () => {
    const schedule = cosine({ peak: 0.05 }).warmup('10%');
    const fitted = toyModel(tf.train.adam(1));
    const fit = await train(fitted, data, schedule, { epochs: 3, batchSize: 16, seed: 7 });
    const model = toyModel(tf.train.adam(1));
    const optimizer = tf.train.adam(1);
    const step = stepOf(model, optimizer);
    const options = { schedule, optimizer, data: [data.x, data.y], step } as const;
    await loop({ ...options, schedule: 1e-30 });
    const before = tf.memory().numTensors;
    const fresh = tf.train.adam(1);
    const run = await loop({
      ...options,
      optimizer: fresh,
      step: stepOf(model, fresh),
      epochs: 3,
      batchSize: 16,
      seed: 7,
    });
    // moments of the fresh optimizer, and its two products of betas
    expect(tf.memory().numTensors - before).toBe(10);
    expect([...run.history.lr]).toEqual([...fit.history.lr]);
    for (const [index, weight] of weightsOf(model).entries()) {
      expect(weight).toBeCloseTo(weightsOf(fitted)[index] as number, 4);
    }
  });

  it('tells a step its position and its rate, and counts steps without data', async () => {
    const seen: number[][] = [];
    const run = await loop({
      schedule: linear({ peak: 1 }),
      epochs: 2,
      stepsPerEpoch: 3,
      async step({ step, epoch, batch, lr, x }) {
        expect(x).toBeUndefined();
        seen.push([step, epoch, batch, lr]);
        return 1 / (step + 1);
      },
    });
    const lr = linear({ peak: 1, steps: 6 });
    expect(seen).toEqual(
      [0, 1, 2, 3, 4, 5].map((step) => [step, Math.floor(step / 3), step % 3, lr(step)]),
    );
    expect(run.toCSV().split('\n')[1]).toBe('0,1,1');
    expect((await loop({ schedule: 1, steps: 4, step: () => 0.5 })).steps).toBe(4);
  });

  it('records every metric that the step gives, numbers or scalars, and hears those of validate', async () => {
    const before = tf.memory().numTensors;
    const feedback = plateau({ peak: 1, factor: 0.5, patience: 0 });
    const losses = [3, 2, 2.5, 1, 4];
    const run = await loop({
      schedule: feedback,
      epochs: 5,
      stepsPerEpoch: 2,
      step: ({ step }) => ({ acc: tf.scalar(0.5), loss: step }),
      validate: ({ epoch }) => ({ loss: losses[epoch] as number, acc: 1 }),
    });
    expect(Object.keys(run.history)).toEqual(['step', 'lr', 'loss', 'acc']);
    expect(run.validation.map(({ loss }) => loss)).toEqual(losses);
    expect([...run.history.lr].filter((_, step) => step % 2 === 0)).toEqual([
      1,
      ...feedback.replay(losses).slice(0, -1),
    ]);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('clips, decays and accumulates for a step that calls its optimizer', async () => {
    const optimizer = tf.train.sgd(1);
    const weight = tf.variable(tf.ones([2, 1]));
    const step = () =>
      optimizer.minimize(() => weight.mul(3).sum() as tf.Scalar, true, [weight]) as tf.Scalar;
    const options = { schedule: 1, optimizer, step, steps: 1 };
    await loop({ ...options, clipNorm: 0.5 });
    expect(weight.dataSync()[0]).toBeCloseTo(1 - 0.5 / Math.SQRT2, 6);
    weight.assign(tf.ones([2, 1]));
    await loop({ ...options, weightDecay: 0.25 });
    expect(weight.dataSync()[0]).toBeCloseTo(0.75 - 3, 6);
    weight.assign(tf.ones([2, 1]));
    const run = await loop({ ...options, steps: 4, accumulation: 4, gradientNorm: 1 });
    expect(run.steps).toBe(1);
    expect(weight.dataSync()[0]).toBeCloseTo(1 - 3, 6);
    expect(run.history.gradientNorm?.[0]).toBeCloseTo(3 * Math.SQRT2, 5);
  });

  it('stops a step that never settles, and ends with the run when a step throws', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 100);
    const stuck = await loop({
      schedule: 1,
      steps: 9,
      signal: stop.signal,
      step: ({ step }) => (step < 3 ? 1 : new Promise<number>(() => {})),
    });
    expect([stuck.status, stuck.steps]).toEqual(['interrupted', 3]);
    const error = await loop({
      schedule: 1,
      steps: 9,
      step({ step }) {
        if (step === 2) throw new Error('no more');
        return 1;
      },
    }).catch((one) => one);
    expect([error.message, error.run.steps]).toEqual(['Training failed at step 2: no more', 2]);
  });

  it('refuses what cannot be trained', async () => {
    const step = () => 1;
    const bad: [object, string][] = [
      [{ steps: 3 }, 'step must be a function such as async ({ lr }) => loss'],
      [{ step }, 'give either steps, or stepsPerEpoch with epochs, or data with epochs'],
      [{ step, steps: 3, epochs: 2 }, 'give either steps, or stepsPerEpoch'],
      [{ step, steps: 0 }, 'steps must be an integer of at least 1, got 0'],
      [{ step, steps: 3, clipNorm: 1 }, 'clipNorm needs the optimizer'],
      [{ step, steps: 3, onNaN: { rollback: 'best' } }, 'onNaN puts weights back; give the model'],
      [{ step, steps: 3, verbose: 1 }, "there is no option 'verbose'"],
      [{ step: () => 'low', steps: 3 }, 'step must give the loss as a number or a scalar'],
      [{ step: () => undefined, steps: 3 }, 'step must give the loss as a number or a scalar'],
      [{ step, steps: 3, earlyStopping: { monitor: 'acc' } }, "must be one of loss, got 'acc'"],
    ];
    for (const [options, message] of bad) {
      await expect(loop({ schedule: 1, ...options } as never), message).rejects.toThrow(message);
    }
  });
});
