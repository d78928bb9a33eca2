import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import {
  type RangeTest,
  type RangeTestObserver,
  type RangeTestOptions,
  sweepRates,
  train,
} from '../../../src/train';
import { tf, toyData, toyModel, weightsOf } from '../tensorflow';

const OPTIMIZERS: Readonly<Record<string, () => tf.Optimizer>> = {
  sgd: () => tf.train.sgd(0.1),
  momentum: () => tf.train.momentum(0.1, 0.9),
  rmsprop: () => tf.train.rmsprop(0.01, 0.9, 0.5),
  adam: () => tf.train.adam(0.01),
  adamax: () => tf.train.adamax(0.01),
  adagrad: () => tf.train.adagrad(0.1),
  adadelta: () => tf.train.adadelta(0.1),
};

/** A model with everything that a test might leave changed: dropout draws, batch normalisation counts. */
function richModel(optimizer: tf.Optimizer, seed?: number): tf.Sequential {
  const kernelInitializer = tf.initializers.glorotUniform({ seed: 3 });
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ inputShape: [2], units: 8, activation: 'tanh', kernelInitializer }),
      tf.layers.batchNormalization(),
      tf.layers.dropout({ rate: 0.2, ...(seed !== undefined && { seed }) }),
      tf.layers.dense({ units: 1, kernelInitializer }),
    ],
  });
  model.compile({ optimizer, loss: 'meanSquaredError', metrics: ['mae'] });
  return model;
}

/** Bits of the weights, so that −0 and 0 differ and NaN is NaN. */
const bitsOf = (model: tf.LayersModel): number[] => [
  ...new Int32Array(Float32Array.from(weightsOf(model)).buffer),
];

describe('sweepRates()', () => {
  let data: ReturnType<typeof toyData>;
  let warn: MockInstance;
  beforeEach(() => {
    data = toyData();
    warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  });
  afterEach(() => {
    warn.mockRestore();
    tf.disposeVariables();
    data.x.dispose();
    data.y.dispose();
  });
  const sweep = (
    model: tf.LayersModel,
    options: RangeTestOptions = {},
    observer?: RangeTestObserver,
  ): Promise<RangeTest> => sweepRates(model, data, { batchSize: 16, ...options }, observer);
  const failing = (): never => {
    throw new Error('an observer that fails');
  };
  /** So many updates of so small rates that it must be ended from outside. */
  const endless = { steps: 100_000, to: 1e-6 } satisfies RangeTestOptions;
  const WAYS: readonly ((model: tf.LayersModel) => Promise<unknown>)[] = [
    async (model) => expect((await sweep(model, { steps: 20, to: 1e4 })).status).toBe('diverged'),
    async (model) => {
      const test = await sweep(model, { steps: 20, to: 1e38, divergeAt: Infinity });
      expect(test.stopReason).toMatch(/^the loss is (NaN|Infinity)$/);
    },
    async (model) => {
      const test = await sweep(model, { steps: 7, repeats: 3, to: 0.1 });
      expect(test.status).toBe('finished');
      expect(test.steps).toBe(21);
    },
    async (model) => {
      const test = await sweep(model, { signal: AbortSignal.abort() });
      expect([test.status, test.steps]).toEqual(['interrupted', 0]);
    },
    async (model) => {
      const stop = new AbortController();
      const test = await sweep(model, { ...endless, signal: stop.signal }, () => stop.abort());
      expect(test.status).toBe('interrupted');
      expect(test.steps).toBeGreaterThan(0);
    },
    (model) => expect(sweep(model, endless, failing)).rejects.toThrow('an observer that fails'),
  ];

  for (const [name, make] of Object.entries(OPTIMIZERS)) {
    it(`leaves ${name} as it was, bit for bit, whichever way it ends`, async () => {
      const [tested, twin] = [richModel(make(), 5), richModel(make(), 5)];
      for (const used of [false, true]) {
        for (const way of WAYS) {
          const tensors = tf.memory().numTensors;
          await way(tested);
          expect(tf.memory().numTensors).toBe(tensors);
          expect(bitsOf(tested)).toEqual(bitsOf(twin));
          expect(tested.optimizer.getConfig()).toEqual(twin.optimizer.getConfig());
          expect(tested.optimizer.iterations).toBe(twin.optimizer.iterations);
        }
        // with the rate that the optimizer was made with, which the test has set a hundred times
        for (const model of [tested, twin]) {
          for (let step = 0; step < 5; step++) await model.trainOnBatch(data.x, data.y);
        }
        expect(bitsOf(tested), `used before: ${used}`).toEqual(bitsOf(twin));
      }
    });
  }

  it('would be noticed if it left as little as the moments of Adam', async () => {
    const [tested, twin] = [richModel(tf.train.adam(0.01), 5), richModel(tf.train.adam(0.01), 5)];
    await train(tested, data, 1e-30, { batchSize: 100 });
    for (const model of [tested, twin]) await model.trainOnBatch(data.x, data.y);
    expect(bitsOf(tested)).not.toEqual(bitsOf(twin));
  });

  it('finds rates that this model learns with', async () => {
    const test = await sweep(toyModel(tf.train.sgd(1)), { from: 1e-4, repeats: 3 });
    expect(test.verdict).toBe('ok');
    expect(test.valley).toBeGreaterThan(3e-3);
    expect(test.valley).toBeLessThan(1);
    const trainedWith = async (rate: number): Promise<number> => {
      const { history } = await train(toyModel(tf.train.sgd(1)), data, rate, {
        epochs: 3,
        batchSize: 16,
      });
      return history.loss.at(-1) as number;
    };
    expect(await trainedWith(test.valley)).toBeLessThan(await trainedWith(test.valley / 30));
  });

  it('uses the rates that were planned, from the first to the last', async () => {
    const model = toyModel(tf.train.sgd(1));
    const test = await sweep(model, { from: 1e-5, to: 1e-3, steps: 9 });
    expect([...test.rates].map((rate) => Math.log10(rate).toFixed(2))).toEqual([
      '-5.00',
      '-4.75',
      '-4.50',
      '-4.25',
      '-4.00',
      '-3.75',
      '-3.50',
      '-3.25',
      '-3.00',
    ]);
    const linear = await sweep(model, { from: 0.001, to: 0.005, steps: 5, spacing: 'linear' });
    expect([...linear.rates].map((rate) => rate.toFixed(4))).toEqual([
      '0.0010',
      '0.0020',
      '0.0030',
      '0.0040',
      '0.0050',
    ]);
  });

  it('records the loss before each update', async () => {
    const model = toyModel(tf.train.sgd(1));
    const options = { batchSize: 100, steps: 6, from: 0.01, to: 0.02 };
    const test = await sweep(model, options);
    for (const [i, rate] of test.rates.entries()) {
      const [loss] = [model.evaluate(data.x, data.y)].flat() as tf.Scalar[];
      expect(test.losses[i]).toBeCloseTo(loss?.dataSync()[0] as number, 5);
      await train(model, data, rate, { batchSize: 100 });
    }
  });

  it('repeats exactly with the same seed, dropout included, and not with another', async () => {
    const losses = async (seed: number): Promise<number[]> => [
      ...(await sweep(richModel(tf.train.adam(1)), { seed, steps: 12, to: 0.01 })).losses,
    ];
    expect(await losses(1)).toEqual(await losses(1));
    expect(await losses(1)).not.toEqual(await losses(2));
  });

  it('sweeps again from the same weights, over other batches', async () => {
    const model = toyModel(tf.train.adam(1));
    const test = await sweep(model, { repeats: 3, steps: 6, to: 1e-3, batchSize: 8 });
    expect(test.sweeps.map(({ losses }) => losses.length)).toEqual([6, 6, 6]);
    const firsts = test.sweeps.map(({ losses }) => losses[0]);
    expect(new Set(firsts).size).toBe(3);
    const single = await sweep(model, { seed: 2, steps: 6, to: 1e-3, batchSize: 8 });
    expect(test.sweeps[2]?.losses).toEqual(single.sweeps[0]?.losses);
  });

  it('takes the batches of a dataset as they come, and begins it again when it ends', async () => {
    const model = toyModel(tf.train.adam(1));
    const options = { steps: 9, to: 1e-3, repeats: 2 };
    const whole = tf.data.zip({
      xs: tf.data.array(Array.from({ length: 100 }, (_, i) => data.x.slice([i], [1]).squeeze([0]))),
      ys: tf.data.array(Array.from({ length: 100 }, (_, i) => data.y.slice([i], [1]).squeeze([0]))),
    });
    const dataset = whole.batch(16) as never;
    const batches = Array.from({ length: 7 }, (_, i) => {
      const [from, size] = [16 * i, Math.min(16, 100 - 16 * i)];
      return [data.x.slice([from], [size]), data.y.slice([from], [size])] as const;
    });
    const ofList = await sweepRates(model, { dataset: batches }, options);
    expect(ofList.sweeps.map(({ losses }) => losses.length)).toEqual([9, 9]);
    const tensors = tf.memory().numTensors;
    const ofData = await sweepRates(model, { dataset }, options);
    expect(tf.memory().numTensors).toBe(tensors);
    expect(ofData.losses).toEqual(ofList.losses);
    // the second repeat goes on where the first one ended
    expect(ofList.sweeps[1]?.losses[0]).not.toBe(ofList.sweeps[0]?.losses[0]);
    for (const batch of batches) for (const tensor of batch) expect(tensor.isDisposed).toBe(false);
  });

  it('keeps what it has of data that end, and says that they did', async () => {
    const model = toyModel(tf.train.adam(1));
    async function* once(count: number) {
      for (let i = 0; i < count; i++) {
        yield { xs: data.x.slice([0], [8]), ys: data.y.slice([0], [8]) };
      }
    }
    const before = weightsOf(model);
    const tensors = tf.memory().numTensors;
    const test = await sweepRates(model, { dataset: once(6) }, { steps: 10, to: 1e-3 });
    expect(test.rates).toHaveLength(6);
    expect(test.stopReason).toBe('the dataset ended after 6 batches');
    await expect(sweepRates(model, { dataset: once(0) })).rejects.toThrow(
      'Cannot test rates: the dataset has no batches, or was used before',
    );
    expect(tf.memory().numTensors).toBe(tensors);
    expect(weightsOf(model)).toEqual(before);
  });

  it('can be interrupted while it waits for data that never come', async () => {
    const stop = new AbortController();
    async function* stuck() {
      yield { xs: data.x.clone(), ys: data.y.clone() };
      setTimeout(() => stop.abort(), 10);
      await new Promise(() => {});
    }
    const model = toyModel(tf.train.adam(1));
    const test = await sweepRates(model, { dataset: stuck() }, { signal: stop.signal });
    expect([test.status, test.steps, test.stopReason]).toEqual(['interrupted', 1, undefined]);
  });

  it('puts everything back when an update throws', async () => {
    const [tested, twin] = [toyModel(tf.train.adam(0.01)), toyModel(tf.train.adam(0.01))];
    for (const model of [tested, twin]) await model.trainOnBatch(data.x, data.y);
    async function* bad() {
      for (let i = 0; i < 4; i++) yield { xs: data.x.clone(), ys: data.y.clone() };
      yield { xs: tf.zeros([4, 3]), ys: tf.zeros([4, 1]) };
    }
    const tensors = tf.memory().numTensors;
    await expect(sweepRates(tested, { dataset: bad() })).rejects.toThrow(/shape/);
    expect(tf.memory().numTensors).toBe(tensors);
    for (const model of [tested, twin]) await model.trainOnBatch(data.x, data.y);
    expect(bitsOf(tested)).toEqual(bitsOf(twin));
  });

  it('clips and decays as a training with the same options would', async () => {
    const losses = async (options: RangeTestOptions): Promise<number[]> => [
      ...(await sweep(toyModel(tf.train.sgd(1)), { steps: 8, from: 0.01, to: 0.1, ...options }))
        .losses,
    ];
    const plain = await losses({});
    expect(await losses({ clipNorm: 1e9 })).toEqual(plain);
    expect(await losses({ clipNorm: 1e-3 })).not.toEqual(plain);
    expect(await losses({ weightDecay: 0.5 })).not.toEqual(plain);
  });

  it('warns about an optimizer with a trap, and refuses one that cannot train', async () => {
    const test = await sweep(toyModel(tf.train.rmsprop(1, 0.9, 0.9)), { steps: 5, to: 1e-6 });
    expect(test.warnings).toEqual([
      expect.stringContaining('multiplies the rate into its momentum'),
    ]);
    expect(warn).toHaveBeenCalledWith(test.warnings[0]);
    await expect(sweep(toyModel(tf.train.rmsprop(1, 0.9, 0, 1e-7, true)))).rejects.toThrow(
      'centered',
    );
  });

  it('returns to the event loop, and shows the test as it grows', async () => {
    const seen: number[] = [];
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    const test = await sweep(toyModel(tf.train.adam(1)), { steps: 200, to: 1e-4 }, (growing) =>
      seen.push(growing.steps),
    );
    clearInterval(timer);
    expect(turns).toBeGreaterThan(test.elapsedSeconds / 0.1);
    expect(seen.length).toBeGreaterThan(2);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(200);
  });

  it('refuses what cannot be tested before the first update', async () => {
    const model = toyModel(tf.train.adam(1));
    const refused = (options: object, message: string): Promise<void> =>
      expect(sweep(model, options)).rejects.toThrow(message);
    await refused(
      { start: 1 },
      "Cannot test rates: there is no option 'start'; there are from, to, steps",
    );
    await refused({ from: 0 }, 'Cannot test rates: from must be finite and above 0, got 0');
    await refused({ from: 1, to: 0.1 }, 'to must be above from');
    await refused({ from: 1, to: 1 + 1e-15 }, 'far enough for 100 different rates');
    await refused({ steps: 4 }, 'steps must be an integer from 5 to 1000000, got 4');
    await refused({ spacing: 'log' }, "spacing must be 'exponential' or 'linear', got log");
    await refused({ repeats: 1.5 }, 'repeats must be an integer of at least 1, got 1.5');
    await refused({ smoothing: 1 }, 'smoothing must be at least 0 and below 1, got 1');
    await refused({ divergeAt: 1 }, 'divergeAt must be above 1, got 1');
    await refused({ batchSize: 0 }, 'batchSize must be an integer of at least 1, got 0');
    await expect(sweepRates(tf.sequential() as never, data)).rejects.toThrow(
      'compile the model first',
    );
    await expect(sweepRates(model, { x: [[1]] as never, y: data.y })).rejects.toThrow(
      'x and y must be tensors',
    );
  });
});
