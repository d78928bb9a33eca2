import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { constant, cosine, hyper, linear, plateau } from '../../src/schedule';
import { train } from '../../src/train';
import { callbackFor } from '../../src/train/schedule-callback';
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

const trained = (model: tf.LayersModel, callbacks: unknown, options: tf.ModelFitArgs = {}) =>
  model.fit(data.x, data.y, {
    epochs: 3,
    batchSize: 16,
    verbose: 0,
    shuffle: false,
    ...options,
    callbacks: callbacks as never,
  });

describe('scheduleCallback()', () => {
  it('makes model.fit train with the schedule: the same rates and weights as fit of anneal', async () => {
    const schedule = cosine({ peak: 0.05 }).warmup('10%');
    for (const make of [() => tf.train.adam(1), () => tf.train.momentum(1, 0.9)]) {
      const mine = toyModel(make());
      const run = await train(mine, data, schedule, { epochs: 3, batchSize: 16, shuffle: false });
      const model = toyModel(make());
      const scheduled = callbackFor(model, schedule);
      await trained(model, scheduled);
      expect([...scheduled.history.lr]).toEqual([...run.history.lr]);
      expect([...scheduled.history.loss]).toEqual([...run.history.loss]);
      expect(scheduled.run.status).toBe('finished');
      expect(weightsOf(model)).toEqual(weightsOf(mine));
    }
  });

  it('goes into a list with others, and lets fit return to the event loop', async () => {
    const model = toyModel(tf.train.adam(1), ['mae']);
    const scheduled = callbackFor(model, linear({ peak: 0.01 }));
    let ends = 0;
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await trained(model, [{ onEpochEnd: () => void ends++ }, scheduled], { yieldEvery: 'batch' });
    clearInterval(timer);
    expect(ends).toBe(3);
    expect(turns).toBeGreaterThan(5);
    expect(Object.keys(scheduled.history)).toEqual(['step', 'lr', 'loss', 'mae']);
    expect(scheduled.run.toCSV().split('\n')).toHaveLength(23);
  });

  it('records validation, and tells feedback of it', async () => {
    const model = toyModel(tf.train.sgd(1));
    const feedback = plateau({ peak: 0.05, factor: 0.5, patience: 0, relative: 0.5 });
    const scheduled = callbackFor(model, feedback);
    await trained(model, scheduled, { epochs: 8, validationData: [data.x, data.y] });
    const { validation, history } = scheduled.run;
    const replayed = feedback.replay(validation.map(({ loss }) => loss));
    expect(new Set(replayed).size).toBeGreaterThan(1);
    expect([...history.lr].filter((_, step) => step % 7 === 0)).toEqual([
      0.05,
      ...replayed.slice(0, -1),
    ]);
  });

  it('begins a new run with each fit, and goes on from initialEpoch', async () => {
    const model = toyModel(tf.train.sgd(1));
    const scheduled = callbackFor(model, linear({ peak: 0.01 }));
    await trained(model, scheduled);
    const whole = [...scheduled.history.lr];
    await trained(model, scheduled);
    expect([...scheduled.history.lr]).toEqual(whole);
    await trained(model, scheduled, { initialEpoch: 2 });
    expect([...scheduled.history.lr]).toEqual(whole.slice(14));
  });

  it('works with fitDataset, and says what is missing when it has no length', async () => {
    const model = toyModel(tf.train.sgd(1));
    const dataset = tf.data.generator(function* () {
      for (let at = 0; at < 100; at += 20)
        yield { xs: data.x.slice(at, 20), ys: data.y.slice(at, 20) };
    } as never) as never;
    const scheduled = callbackFor(model, linear({ peak: 0.01 }));
    const options = { epochs: 2, verbose: 0 as const, callbacks: scheduled as never };
    await model.fitDataset(dataset, { ...options, batchesPerEpoch: 2 });
    expect([...scheduled.history.lr]).toEqual([...linear({ peak: 0.01, steps: 4 }).sample()]);
    await expect(model.fitDataset(dataset, options)).rejects.toThrow('give batchesPerEpoch');
  });

  it('ends a fit whose loss is no number, and leaves no tensor behind', async () => {
    const model = toyModel(tf.train.sgd(1));
    await trained(model, {});
    const before = tf.memory().numTensors;
    const scheduled = callbackFor(model, 1e12);
    await trained(model, scheduled);
    expect(scheduled.run.status).toBe('diverged');
    expect(scheduled.run.steps).toBeLessThan(21);
    await trained(model, callbackFor(model, 0.01));
    expect(tf.memory().numTensors).toBe(before);
  });

  it('moves momentum too, and says what it cannot do', async () => {
    const model = toyModel(tf.train.momentum(1, 0.9));
    const momentum = linear({ peak: 0.9 });
    const scheduled = callbackFor(model, hyper({ lr: constant({ peak: 0.01 }), momentum }));
    expect(() => scheduled.run).toThrow('it begins with model.fit');
    await trained(model, scheduled);
    expect(scheduled.history.momentum?.[0]).toBe(Math.fround(0.9));
    const lr = constant({ peak: 0.1 });
    await expect(
      trained(model, callbackFor(model, hyper({ lr, weightDecay: lr }))),
    ).rejects.toThrow('model.fit has no weight decay');
    expect(() => callbackFor(model, 'fast' as never)).toThrow('Cannot schedule: give a schedule');
  });
});
