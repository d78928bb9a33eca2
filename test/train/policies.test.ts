import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { constant, cosine, custom, greedy, plateau, product } from '../../src/schedule';
import { type FitOptions, type RateSource, type Run, train } from '../../src/train';
import { tf, toyData, toyModel, weightsOf } from './tensorflow';

let data: ReturnType<typeof toyData>;
beforeEach(() => {
  data = toyData();
  vi.spyOn(console, 'warn').mockReturnValue();
});
afterEach(() => {
  vi.restoreAllMocks();
  tf.disposeVariables();
  tf.dispose([data.x, data.y]);
});

const trained = (
  rates: RateSource,
  options: FitOptions = {},
  model = toyModel(tf.train.sgd(1)),
): Promise<Run> => train(model, data, rates, { epochs: 6, batchSize: 25, ...options });

describe('feedback in a run', () => {
  it('hears the validation loss after each epoch, and its rates are those of replay', async () => {
    const feedback = plateau({ peak: 0.05, factor: 0.5, patience: 0, relative: 0.5 });
    const run = await trained(feedback, { validation: [data.x, data.y], epochs: 12 });
    const losses = run.validation.map(({ loss }) => loss);
    const replayed = feedback.replay(losses);
    expect(new Set(replayed).size).toBeGreaterThan(1);
    for (let step = 0; step < run.steps; step++) {
      const epoch = Math.floor(step / 4);
      expect(run.history.lr[step]).toBe(epoch === 0 ? 0.05 : replayed[epoch - 1]);
    }
  });

  it('hears the mean training loss of each epoch without validation', async () => {
    const heard: number[] = [];
    const feedback = greedy({ peak: 0.01, factor: 0.5, patience: 0 });
    const run = await trained(feedback, {
      callbacks: { onEpochEnd: (_, logs) => void heard.push(logs?.loss as number) },
    });
    const replayed = feedback.replay(heard);
    expect([...run.history.lr].filter((_, step) => step % 4 === 0)).toEqual([
      0.01,
      ...replayed.slice(0, -1),
    ]);
  });

  it('hears every update when told to', async () => {
    const feedback = plateau({ peak: 0.05, factor: 0.9, patience: 0 });
    const run = await trained(feedback, { monitor: 'loss', monitorEvery: 1 });
    const replayed = feedback.replay([...run.history.loss]);
    expect([...run.history.lr]).toEqual([0.05, ...replayed.slice(0, -1)]);
    expect(new Set(replayed).size).toBeGreaterThan(2);
  });

  it('goes with a schedule as a product: one by the epoch, one by the update, both recorded', async () => {
    const feedback = plateau({ peak: 1, factor: 0.5, patience: 0, relative: 0.5 });
    const schedule = cosine({ peak: 0.05 });
    const run = await trained(product(feedback, schedule), {
      epochs: 12,
      validation: [data.x, data.y],
    });
    const replayed = feedback.replay(run.validation.map(({ loss }) => loss));
    const planned = schedule.withPlan(run.plan);
    expect(Object.keys(run.history)).toEqual(['step', 'lr', 'loss', 'lr.plateau', 'lr.cosine']);
    for (let step = 0; step < run.steps; step++) {
      const cut = step < 4 ? 1 : (replayed[Math.floor(step / 4) - 1] as number);
      expect(run.history.lr[step]).toBe(cut * planned(step));
      expect(run.history['lr.plateau']?.[step]).toBe(Math.fround(cut));
      expect(run.history['lr.cosine']?.[step]).toBe(Math.fround(planned(step)));
      expect(run.planned(step)).toBe(run.history.lr[step]);
    }
  });

  it('begins after its warm-up, whatever was heard before', async () => {
    const feedback = plateau({ peak: 0.01, factor: 0.5, patience: 0, mode: 'max' }).warmup('2ep');
    const run = await trained(feedback, { monitor: 'loss' });
    const { lr } = run.history;
    expect(
      [...lr.slice(0, 8)].every((rate, step) => step === 0 || rate > (lr[step - 1] as number)),
    ).toBe(true);
    // the loss falls, which is worse by 'max': the first metric of the plateau itself is its best
    expect([8, 12, 16, 20].map((step) => lr[step])).toEqual([0.01, 0.01, 0.005, 0.0025]);
  });

  it('is refused a metric that there is not, before the first update', async () => {
    await expect(trained(plateau(), { monitor: 'val_loss' })).rejects.toThrow(
      "monitor must be one of loss, got 'val_loss'; give validation",
    );
    await expect(
      trained(plateau(), { monitorEvery: 2, validation: [data.x, data.y] }),
    ).rejects.toThrow(
      "val_loss is measured after each epoch, so monitorEvery must be 'epoch', got 2",
    );
  });
});

describe('early stopping', () => {
  /** A rate that makes the loss fall first and rise later. */
  const worse = constant({ peak: 0.05, steps: 16 }).followedBy(constant({ peak: 2 }));

  it('ends the run and puts the best weights back', async () => {
    const model = toyModel(tf.train.sgd(1));
    const perEpoch: number[][] = [];
    const run = await trained(
      worse,
      {
        epochs: 40,
        validation: [data.x, data.y],
        earlyStopping: { patience: 3 },
        callbacks: { onEpochEnd: () => void perEpoch.push(weightsOf(model)) },
      },
      model,
    );
    const losses = run.validation.map(({ loss }) => loss);
    const best = losses.indexOf(Math.min(...losses));
    expect(run.status).toBe('stopped');
    expect(run.stopReason).toMatch(/^val_loss was no better than [\d.e-]+ for 3 epochs$/);
    expect(losses).toHaveLength(best + 4);
    expect(run.restoredStep).toBe(4 * (best + 1));
    expect(weightsOf(model)).toEqual(perEpoch[best]);
  });

  it('keeps the last weights when told to, and watches what it is told to', async () => {
    const model = toyModel(tf.train.sgd(1), ['mae']);
    let last: number[] = [];
    const run = await trained(
      worse,
      {
        epochs: 40,
        earlyStopping: { monitor: 'mae', patience: 2, restoreBest: false },
        callbacks: {
          onEpochEnd() {
            last = weightsOf(model);
          },
        },
      },
      model,
    );
    expect(run.stopReason).toMatch(/^mae was no better/);
    expect(run.restoredStep).toBeUndefined();
    expect(weightsOf(model)).toEqual(last);
  });

  it('takes a higher accuracy for better, and a gain below minDelta for none', async () => {
    const run = await trained(0.001, { epochs: 20, earlyStopping: { minDelta: 10, patience: 2 } });
    expect(run.steps).toBe(4 * 3);
  });

  it('is refused what it cannot do', async () => {
    await expect(trained(0.1, { earlyStopping: { patience: 0 } })).rejects.toThrow(
      'earlyStopping.patience must be an integer of at least 1, got 0',
    );
    await expect(trained(0.1, { earlyStopping: { monitor: 'acc' } })).rejects.toThrow(
      "earlyStopping.monitor must be one of loss, got 'acc'",
    );
    await expect(
      trained(0.1, { earlyStopping: { restoreBestWeights: true } as never }),
    ).rejects.toThrow(
      "there is no option 'earlyStopping.restoreBestWeights'; there are monitor, patience",
    );
  });
});

describe('a loss that is no number', () => {
  /** Trains well, then with a rate that no weights stand. */
  const bursts = custom({ rate: (step) => (step < 60 ? 0.05 : 1e25), steps: 160 });

  it('ends the run', async () => {
    const run = await trained(bursts, { epochs: 40 });
    expect(run.status).toBe('diverged');
    expect(run.stopReason).toMatch(/^the loss is (NaN|Infinity) at step \d+$/);
  });

  for (const make of [
    () => tf.train.sgd(1),
    () => tf.train.momentum(1, 0.9),
    () => tf.train.adam(1),
  ]) {
    it(`takes a run of ${make().getClassName()} back to its best weights, with smaller rates from then on`, async () => {
      const model = toyModel(make());
      const run = await trained(
        bursts,
        { epochs: 40, onNaN: { rollback: 'best', factor: 1e-27 } },
        model,
      );
      expect(run.status).toBe('finished');
      expect(run.events).toHaveLength(1);
      expect(run.events[0]?.text).toMatch(
        /^the loss is (NaN|Infinity) at step \d+: back to the weights of step \d+, every rate from now on times 1e-27$/,
      );
      const { step } = run.events[0] as { step: number };
      expect(step).toBeGreaterThan(60);
      expect(run.history.lr[step - 1]).toBe(1e25);
      expect(run.history.lr[step]).toBe(1e25 * 1e-27);
      expect(run.planned(step)).toBe(run.history.lr[step]);
      expect(weightsOf(model).every(Number.isFinite)).toBe(true);
      expect(run.history.loss.at(-1)).toBeLessThan(run.history.loss[0] as number);
    });
  }

  it('ends the run after so many times', async () => {
    const run = await trained(bursts, {
      epochs: 40,
      onNaN: { rollback: 'best', factor: 1, limit: 2 },
    });
    expect([run.status, run.events.length]).toEqual(['diverged', 2]);
    expect(run.stopReason).toMatch(/, after 2 rollbacks$/);
  });

  it('leaves no tensor behind, whatever is done', async () => {
    for (const options of [
      {},
      { onNaN: { rollback: 'best' } },
      { earlyStopping: {} },
    ] as FitOptions[]) {
      const model = toyModel(tf.train.adam(1));
      await trained(0.01, { epochs: 1 }, model);
      const before = tf.memory().numTensors;
      await trained(bursts, { epochs: 30, validation: [data.x, data.y], ...options }, model);
      expect(tf.memory().numTensors).toBe(before);
    }
  });
});

describe('repeatable runs', () => {
  const noisy = (seed?: number) => {
    const kernelInitializer = tf.initializers.glorotUniform({ seed: 1 });
    const model = tf.sequential({
      layers: [
        tf.layers.dense({ inputShape: [2], units: 8, kernelInitializer }),
        tf.layers.dropout({ rate: 0.5, ...(seed !== undefined && { seed }) }),
        tf.layers.gaussianNoise({ stddev: 0.1 }),
        tf.layers.dense({ units: 1, kernelInitializer }),
      ],
    });
    model.compile({ optimizer: tf.train.sgd(1), loss: 'meanSquaredError' });
    return model;
  };

  it('have the same dropout and noise with the same seed, another at each step, and leave Math.random alone', async () => {
    const random = Math.random;
    const weights = async (seed: number) => {
      const model = noisy();
      const drawn: number[] = [];
      const run = await trained(
        0.05,
        { seed, callbacks: { onBatchEnd: () => void drawn.push(Math.random()) } },
        model,
      );
      expect(run.warnings).toEqual([]);
      expect(new Set(drawn).size).toBe(drawn.length);
      return weightsOf(model);
    };
    const first = await weights(1);
    expect(await weights(1)).toEqual(first);
    expect(await weights(2)).not.toEqual(first);
    expect(Math.random).toBe(random);
  });

  it('warn of a dropout that drops the same units at every step', async () => {
    const run = await trained(0.01, {}, noisy(7));
    expect(run.warnings[0]).toMatch(
      /^the seed of dropout\w* makes TensorFlow.js drop the same units at every step/,
    );
  });
});

describe('a schedule that is moved once an epoch where it comes from', () => {
  const perEpoch = { stepsPerEpoch: 1, epochs: 6 };

  it('is warned of: here it moves at every update', async () => {
    const run = await trained(cosine({ peak: 0.01, steps: 6 }).withPlan(perEpoch));
    expect(run.warnings).toEqual([
      'the schedule is moved once an epoch, as its plan says, and here it moves at every update: hold each rate for an epoch, with custom({ rate: (step) => schedule(Math.floor(step / 4)) })',
    ]);
    expect(run.history.lr[6]).toBe(0);
  });

  it('is not when it is held for an epoch, when its lengths have units, or when an epoch is one update', async () => {
    const schedule = cosine({ peak: 0.01, steps: 6 }).withPlan(perEpoch);
    const held = custom({ rate: (step) => schedule(Math.floor(step / 4)) });
    const inUnits = cosine({ peak: 0.01, steps: '6ep' }).withPlan(perEpoch);
    for (const one of [held, inUnits, cosine({ peak: 0.01 }).withPlan(perEpoch)]) {
      expect((await trained(one)).warnings).toEqual([]);
    }
    expect((await trained(schedule, { batchSize: 100 })).warnings).toEqual([]);
  });
});
