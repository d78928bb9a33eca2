import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { constant, hyper, linear, oneCycleMomentum } from '../../src/schedule';
import { type FitOptions, type RateSource, train } from '../../src/train';
import { tf, toyData, toyModel, weightsOf } from './tensorflow';

let data: ReturnType<typeof toyData>;
beforeEach(() => {
  data = toyData();
});
afterEach(() => {
  tf.disposeVariables();
  tf.dispose([data.x, data.y]);
});

async function trained(
  optimizer: tf.Optimizer,
  options: FitOptions = {},
  rates: RateSource = 0.01,
  model = toyModel(optimizer),
) {
  const run = await train(model, data, rates, { batchSize: 20, epochs: 2, seed: 3, ...options });
  return { run, model, weights: weightsOf(model) };
}

const optimizers: Record<string, () => tf.Optimizer> = {
  sgd: () => tf.train.sgd(1),
  momentum: () => tf.train.momentum(1, 0.9),
  rmsprop: () => tf.train.rmsprop(1),
  adam: () => tf.train.adam(1),
  adamax: () => tf.train.adamax(1),
  adagrad: () => tf.train.adagrad(1),
};

describe('gradients on their way to the optimizer', () => {
  for (const [name, make] of Object.entries(optimizers)) {
    it(`are the same to the bit for ${name} when they are only measured, or clipped at a norm they do not reach`, async () => {
      const { weights } = await trained(make());
      expect((await trained(make(), { gradientNorm: 1 })).weights).toEqual(weights);
      expect((await trained(make(), { clipNorm: 1e6 })).weights).toEqual(weights);
      expect((await trained(make(), { weightDecay: 0 })).weights).toEqual(weights);
    });
  }

  it('leave the optimizer as it was', async () => {
    const optimizer = tf.train.adam(1);
    await trained(optimizer, { clipNorm: 1, weightDecay: 0.1, accumulation: 2 });
    expect(Object.keys(optimizer)).not.toContain('minimize');
    expect(Object.keys(optimizer)).not.toContain('applyGradients');
  });

  it('are clipped to a norm of all of them together', async () => {
    const start = weightsOf(toyModel(tf.train.sgd(1)));
    const { run, weights } = await trained(
      tf.train.sgd(1),
      { clipNorm: 0.01, gradientNorm: 1, epochs: 1, batchSize: 100 },
      1,
    );
    const moved = Math.hypot(...weights.map((weight, index) => weight - (start[index] as number)));
    expect(run.history.gradientNorm?.[0]).toBeGreaterThan(0.1);
    expect(moved).toBeCloseTo(0.01, 5);
  });

  it('have their norm recorded every so many updates, NaN between', async () => {
    const { run } = await trained(tf.train.sgd(1), { gradientNorm: 3 });
    expect([...(run.history.gradientNorm as Float32Array)].map((norm) => norm > 0)).toEqual(
      Array.from({ length: 10 }, (_, step) => step % 3 === 0),
    );
  });

  it('of several batches make one update: that of one large batch', async () => {
    const small = { shuffle: false, batchSize: 10, accumulation: 5 };
    const large = { shuffle: false, batchSize: 50 };
    for (const make of [() => tf.train.sgd(1), () => tf.train.adam(1)]) {
      const some = await trained(make(), small);
      const one = await trained(make(), large);
      expect(some.run.steps).toBe(one.run.steps);
      for (const [index, weight] of some.weights.entries()) {
        expect(weight).toBeCloseTo(one.weights[index] as number, 5);
      }
      expect(some.run.history.loss[0]).toBeCloseTo(one.run.history.loss[0] as number, 5);
    }
  });

  it('of a group that the epoch cuts short are weighed by their examples, and count as an update', async () => {
    const { run, weights } = await trained(tf.train.sgd(1), {
      shuffle: false,
      batchSize: 40,
      accumulation: 2,
      epochs: 1,
    });
    const model = toyModel(tf.train.sgd(1));
    for (const [begin, size] of [
      [0, 80],
      [80, 20],
    ] as const) {
      const [x, y] = [data.x.slice(begin, size), data.y.slice(begin, size)];
      await train(model, { x, y }, 0.01, { batchSize: size, shuffle: false });
      tf.dispose([x, y]);
    }
    expect(run.steps).toBe(2);
    expect(run.schedule.plan).toMatchObject({ accumulation: 2 });
    for (const [index, weight] of weightsOf(model).entries()) {
      expect(weights[index]).toBeCloseTo(weight, 5);
    }
  });

  it('come after the decay of kernels, and biases do not decay', async () => {
    const shrink = 0.5 * 0.1;
    const start = toyModel(tf.train.sgd(1));
    const zero = tf.zeros([4, 1]);
    const [x, y] = [tf.zeros([4, 2]), start.predict(tf.zeros([4, 2])) as tf.Tensor];
    const model = toyModel(tf.train.sgd(1));
    const bias = model.layers[1]?.getWeights()[1] as tf.Variable;
    await train(model, { x, y: zero.add(1) }, 0.5, { weightDecay: 0.1, batchSize: 4 });
    // inputs of zero leave the first kernel without gradient
    const before = start.layers[0]?.getWeights()[0]?.dataSync() as Float32Array;
    const after = model.layers[0]?.getWeights()[0]?.dataSync() as Float32Array;
    for (const [index, weight] of after.entries()) {
      expect(weight).toBe(Math.fround((before[index] as number) * Math.fround(1 - shrink)));
    }
    // gradient of the output bias is 2·(0 − 1), and nothing is taken off it
    expect(bias.dataSync()[0]).toBeCloseTo(0.5 * 2, 6);
    tf.dispose([x, y, zero]);
  });
});

describe('hyper', () => {
  it('moves rate, momentum and weight decay together, and records them', async () => {
    const steps = 10;
    const both = hyper({
      lr: linear({ peak: 0.1, steps }),
      momentum: oneCycleMomentum({ steps }),
      weightDecay: constant({ peak: 0.01 }),
    });
    for (const make of [() => tf.train.momentum(1, 0.5), () => tf.train.adam(1)]) {
      const { run } = await trained(make(), {}, both);
      expect(Object.keys(run.history)).toEqual(['step', 'lr', 'loss', 'momentum', 'weightDecay']);
      for (let step = 0; step < steps; step++) {
        const { lr, momentum, weightDecay } = both.at(step);
        expect(run.history.lr[step]).toBe(lr);
        expect(run.history.momentum?.[step]).toBe(Math.fround(momentum as number));
        expect(run.history.weightDecay?.[step]).toBe(Math.fround(weightDecay as number));
      }
      expect(JSON.parse(JSON.stringify(run)).hyper).toEqual(run.hyper?.spec);
    }
  });

  it('is refused where the optimizer cannot follow, before the first update', async () => {
    const centred = trained(tf.train.rmsprop(1, 0.9, 0, 1e-7, true));
    await expect(centred).rejects.toThrow(/^Cannot train: RMSProp with centered = true/);
    const lr = constant({ peak: 0.1 });
    const momentum = constant({ peak: 0.5 });
    await expect(trained(tf.train.sgd(1), {}, hyper({ lr, momentum }))).rejects.toThrow(
      'SGD has none; use one of Momentum',
    );
    await expect(trained(tf.train.sgd(1), {}, hyper({ lr }, { body: 0.1 }))).rejects.toThrow(
      "the group 'body' of hyper cannot have its own",
    );
    await expect(
      trained(tf.train.sgd(1), { weightDecay: 0.1 }, hyper({ lr, weightDecay: lr })),
    ).rejects.toThrow('the weight decay is given twice');
  });
});

describe('two trainings of one optimizer', () => {
  it('do not mix: the later one ends the earlier', async () => {
    const model = toyModel(tf.train.adam(1));
    const first = trained(model.optimizer, { epochs: 5000 }, 0.01, model);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const second = await trained(model.optimizer, {}, 0.01, model);
    expect((await first).run.status).toBe('interrupted');
    expect((await first).run.stopReason).toBe('another training of the same model began');
    expect(second.run.status).toBe('finished');
    expect(Object.keys(model.optimizer)).not.toContain('minimize');
  });
});
