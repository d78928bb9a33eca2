import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cosine } from '../../src/schedule';
import { type FitOptions, type RateSource, type Run, train as trainOn } from '../../src/train';
import { tf, toyData, toyModel, weightsOf } from './tensorflow';

const schedule = cosine({ peak: 0.05, floor: 1e-4 }).warmup('10%');
/** The driver, called as `fit` is. */
const train = (
  model: tf.LayersModel,
  x: tf.Tensor,
  y: tf.Tensor,
  rates: RateSource,
  options: FitOptions = {},
  turn?: (run: Run) => void,
): Promise<Run> => trainOn(model, { x, y }, rates, options, { ...(turn && { turn }) });

const options = { epochs: 3, batchSize: 16, seed: 7 } satisfies FitOptions;

describe('train()', () => {
  let data: ReturnType<typeof toyData>;
  beforeEach(() => {
    data = toyData();
  });
  afterEach(() => {
    tf.disposeVariables();
    data.x.dispose();
    data.y.dispose();
  });
  const run = (model: tf.LayersModel, more: FitOptions = {}, observer?: (run: Run) => void) =>
    train(model, data.x, data.y, schedule, { ...options, ...more }, observer);

  it('uses the rate of the schedule at every update, epochs and shares resolved by the data', async () => {
    for (const optimizer of [tf.train.adam(1), tf.train.sgd(1)]) {
      const result = await run(toyModel(optimizer));
      const planned = schedule.withPlan({ examples: 100, batchSize: 16, epochs: 3 });
      expect(result.steps).toBe(21);
      expect(result.schedule.steps).toBe(21);
      for (const [step, lr] of result.history.lr.entries()) {
        expect(Math.fround(lr)).toBe(Math.fround(planned(step)));
      }
    }
  });

  it('learns, and records every update', async () => {
    const result = await run(toyModel(tf.train.adam(1), ['mae']), { epochs: 40 });
    const { step, loss, ...metrics } = result.history;
    expect(result.status).toBe('finished');
    expect([...step.slice(0, 3)]).toEqual([0, 1, 2]);
    expect(loss).toHaveLength(280);
    expect(Object.keys(metrics)).toEqual(['lr', 'mae']);
    expect(loss.at(-1) as number).toBeLessThan(0.05 * (loss[0] as number));
  });

  it('ends in the same weights as fit with the same constant rate and order', async () => {
    const mine = toyModel(tf.train.adam(1));
    await train(mine, data.x, data.y, 0.01, { ...options, shuffle: false });
    const theirs = toyModel(tf.train.adam(0.01));
    await theirs.fit(data.x, data.y, { epochs: 3, batchSize: 16, shuffle: false, verbose: 0 });
    expect(weightsOf(mine)).toEqual(weightsOf(theirs));
  });

  it('repeats exactly with the same seed, and sees another order with another', async () => {
    const weights = async (seed: number): Promise<number[]> => {
      const model = toyModel(tf.train.adam(1));
      await run(model, { seed });
      return weightsOf(model);
    };
    expect(await weights(1)).toEqual(await weights(1));
    expect(await weights(1)).not.toEqual(await weights(2));
  });

  it('validates after each epoch, as evaluate does', async () => {
    const model = toyModel(tf.train.adam(1), ['mae']);
    const result = await run(model, { validation: [data.x, data.y] });
    expect(result.validation.map(({ epoch, step }) => [epoch, step])).toEqual([
      [1, 7],
      [2, 14],
      [3, 21],
    ]);
    const [loss, mae] = model.evaluate(data.x, data.y) as tf.Scalar[];
    expect(result.validation[2]?.loss).toBeCloseTo(loss?.dataSync()[0] as number, 6);
    expect(result.validation[2]?.metrics.mae).toBeCloseTo(mae?.dataSync()[0] as number, 6);
    expect(result.best?.loss).toBe(Math.min(...result.validation.map((one) => one.loss)));
  });

  it('stops after the update that is under way when it is told to', async () => {
    const stop = new AbortController();
    const result = await run(
      toyModel(tf.train.adam(1)),
      { epochs: 100_000, signal: stop.signal },
      () => stop.abort(),
    );
    expect(result.status).toBe('interrupted');
    expect(result.steps).toBeGreaterThan(0);
    expect(result.history.loss).toHaveLength(result.steps);
  });

  it('returns to the event loop while it trains', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    const result = await run(toyModel(tf.train.adam(1)), { epochs: 60 });
    clearInterval(timer);
    expect(turns).toBeGreaterThan(result.elapsedSeconds / 0.1);
  });

  it('ends a run whose loss is no number, and says where', async () => {
    const result = await train(toyModel(tf.train.sgd(1)), data.x, data.y, 1e12, options);
    expect(result.status).toBe('diverged');
    expect(result.stopReason).toMatch(/^the loss is (NaN|Infinity) at step \d+$/);
    expect(result.history.loss).toHaveLength(result.steps);
  });

  it('leaves no tensor behind, whichever way it ends', async () => {
    const stopped = new AbortController();
    stopped.abort();
    const ways: [number | typeof schedule, FitOptions, ((run: Run) => void)?][] = [
      [schedule, {}],
      [schedule, { validation: [data.x, data.y] }],
      [schedule, { signal: stopped.signal }],
      [1e12, {}],
      [
        schedule,
        {},
        () => {
          throw new Error('an observer that fails');
        },
      ],
    ];
    for (const [rate, more, observer] of ways) {
      const model = toyModel(tf.train.sgd(0.1));
      await train(model, data.x, data.y, 0.01, { ...options, epochs: 1 }); // makes what the model keeps
      const before = tf.memory().numTensors;
      await train(model, data.x, data.y, rate, { ...options, ...more }, observer).catch((error) => {
        expect(error.cause.message).toBe('an observer that fails');
      });
      expect(tf.memory().numTensors).toBe(before);
    }
  });

  it('refuses what cannot be trained before the first update', async () => {
    const model = toyModel(tf.train.adam(1));
    const { x, y } = data;
    await expect(train(tf.sequential() as never, x, y, 0.1)).rejects.toThrow(
      'compile the model first',
    );
    await expect(train({} as never, x, y, 0.1)).rejects.toThrow(
      'the model must be a tf.LayersModel',
    );
    await expect(run(model, { epochs: 0 })).rejects.toThrow(
      'epochs must be an integer of at least 1, got 0',
    );
    await expect(run(model, { batchsize: 8 } as never)).rejects.toThrow(
      "there is no option 'batchsize'; there are epochs, batchSize",
    );
    await expect(run(model, { batchSize: 1.5 })).rejects.toThrow('batchSize must be an integer');
    await expect(train(model, x, y, 'fast' as never)).rejects.toThrow(
      'the schedule must be one such as cosine',
    );
    await expect(train(model, x, tf.zeros([3, 1]), 0.1)).rejects.toThrow(
      'the same number of examples, at least 1, got 100 and 3',
    );
    await expect(train(model, [[1, 2]] as never, y, 0.1)).rejects.toThrow(
      'x and y must be tensors',
    );
    await expect(train(model, x, y, cosine().warmup(500), options)).rejects.toThrow(
      'the parts before it leave',
    );
  });
});

describe('Run', () => {
  it('exports its history as CSV and JSON that read back equal', async () => {
    const { x, y } = toyData(20);
    const model = toyModel(tf.train.adam(1), ['mae']);
    const result = await train(model, x, y, schedule, { batchSize: 2 });
    const [header, first, ...rest] = result.toCSV().trimEnd().split('\n');
    expect(header).toBe('step,lr,loss,mae');
    expect(first?.split(',').map(Number)).toEqual([
      0,
      ...['lr', 'loss', 'mae'].map((name) => result.history[name]?.[0]),
    ]);
    expect(rest).toHaveLength(9);
    const json = JSON.parse(JSON.stringify(result));
    expect(json.history.loss).toEqual([...result.history.loss]);
    expect(json.schedule).toEqual(result.schedule.spec);
  });

  it('never writes a formula into a spreadsheet', async () => {
    const { x, y } = toyData(4);
    const model = toyModel(tf.train.adam(1));
    (model as unknown as { metricsNames: string[] }).metricsNames = ['loss', '=cmd|"x",'];
    const result = await train(model, x, y, 0.1);
    expect(result.toCSV().split('\n')[0]).toBe(`step,lr,loss,"'=cmd|""x"","`);
  });
});
