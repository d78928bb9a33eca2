import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { custom, type Schedule } from '../../src/schedule';
import {
  readLearningRate,
  readMomentum,
  setLearningRate,
  setMomentum,
  train,
} from '../../src/train';
import { optimizerVariables } from '../../src/train/optimizer';
import { optimizerWarnings } from '../../src/train/optimizer-traps';
import { tf } from './tensorflow';

const optimizers: Record<string, () => tf.Optimizer> = {
  sgd: () => tf.train.sgd(0.5),
  momentum: () => tf.train.momentum(0.5, 0.9),
  rmsprop: () => tf.train.rmsprop(0.5),
  adam: () => tf.train.adam(0.5),
  adamax: () => tf.train.adamax(0.5),
  adagrad: () => tf.train.adagrad(0.5),
  adadelta: () => tf.train.adadelta(0.5),
};

/** How far one variable moves in each update with gradient 0.5. */
function moves(optimizer: tf.Optimizer, updates = 1, before?: (update: number) => void): number[] {
  const variable = tf.variable(tf.scalar(0));
  return Array.from({ length: updates }, (_, update) => {
    before?.(update);
    tf.tidy(() => variable.assign(tf.scalar(0)));
    optimizer.minimize(() => variable.mul(0.5).asScalar(), false, [variable]);
    return variable.dataSync()[0] as number;
  });
}

describe('setLearningRate()', () => {
  for (const [name, make] of Object.entries(optimizers)) {
    it(`changes the update of ${name}, which readLearningRate() reads back`, () => {
      const changed = make();
      expect(setLearningRate(changed, 0.125)).toBe(0.125);
      expect(readLearningRate(changed)).toBe(0.125);
      expect(moves(changed)[0]).toBe((moves(make())[0] as number) / 4);
    });

    it(`leaves no tensor behind in ${name}`, () => {
      const optimizer = make();
      const before = tf.memory().numTensors;
      for (let step = 0; step < 100; step++) setLearningRate(optimizer, step / 100);
      expect(tf.memory().numTensors).toBe(before);
    });
  }

  it('is needed: writing the field does nothing on SGD', () => {
    const optimizer = tf.train.sgd(0.5);
    (optimizer as unknown as { learningRate: number }).learningRate = 0.125;
    expect(moves(optimizer)).toEqual(moves(tf.train.sgd(0.5)));
    expect(readLearningRate(optimizer)).toBe(0.5);
  });

  it('gives back the rate that was asked for where it was only rounded', () => {
    expect(setLearningRate(tf.train.sgd(1), 1e-3)).toBe(1e-3);
    expect(readLearningRate(tf.train.sgd(1e-3))).toBe(Math.fround(1e-3));
  });

  it('gives the rate that Adamax makes of it with a decay of its own', () => {
    const optimizer = tf.train.adamax(0.5, 0.9, 0.999, 1e-8, 0.5);
    const used: number[] = [];
    const decayed = moves(optimizer, 4, () => used.push(setLearningRate(optimizer, 0.3)));
    const plain = moves(tf.train.adamax(0.3, 0.9, 0.999, 1e-8), 4);
    expect(used).toEqual([0.3, 0.3 / 1.5, 0.3 / 2, 0.3 / 2.5]);
    for (const [step, move] of decayed.entries()) {
      expect(move / (plain[step] as number)).toBeCloseTo((used[step] as number) / 0.3, 6);
    }
  });

  it.each([Number.NaN, -1, Number.POSITIVE_INFINITY])('refuses %s', (rate) => {
    expect(() => setLearningRate(tf.train.adam(0.5), rate)).toThrow(
      `Cannot set the learning rate: it must be finite and at least 0, got ${rate}`,
    );
  });

  it('refuses an optimizer without a rate, and takes one of another class for what it looks like', () => {
    class Mine extends tf.AdamOptimizer {
      static override get className() {
        return 'Mine';
      }
    }
    const mine = new Mine(0.5, 0.9, 0.999);
    setLearningRate(mine, 0.125);
    expect(moves(mine)[0]).toBe((moves(tf.train.adam(0.5))[0] as number) / 4);
    expect(() => setLearningRate({ getClassName: () => 'Odd' } as never, 1)).toThrow(
      'the optimizer Odd has no learningRate; use one of SGD, Momentum',
    );
  });
});

describe('setMomentum()', () => {
  const able = {
    momentum: (value: number) => tf.train.momentum(0.5, value),
    nesterov: (value: number) => tf.train.momentum(0.5, value, true),
    rmsprop: (value: number) => tf.train.rmsprop(0.5, 0.9, value),
    adam: (value: number) => tf.train.adam(0.5, value),
    adamax: (value: number) => tf.train.adamax(0.5, value),
  };
  for (const [name, make] of Object.entries(able)) {
    it(`changes the updates of ${name}, which readMomentum() reads back`, () => {
      const changed = make(0.5);
      const [first = 0] = moves(changed, 1);
      expect(setMomentum(changed, 0.875)).toBe(0.875);
      expect(readMomentum(changed)).toBe(0.875);
      const [, kept = 0] = moves(make(0.5), 2);
      const [second = 0] = moves(changed, 1);
      expect(first).not.toBe(0);
      // a constant gradient tells the betas of Adam apart by their bias correction alone
      expect(second).not.toBe(kept);
    });

    it(`leaves no tensor behind in ${name}`, () => {
      const optimizer = make(0.5);
      const before = tf.memory().numTensors;
      for (let step = 0; step < 100; step++) setMomentum(optimizer, step / 100);
      expect(tf.memory().numTensors).toBe(before);
    });
  }

  it('is needed: setMomentum of TensorFlow.js does nothing', () => {
    const optimizer = tf.train.momentum(0.5, 0.9);
    optimizer.setMomentum(0.1);
    expect(moves(optimizer, 3)).toEqual(moves(tf.train.momentum(0.5, 0.9), 3));
    expect(readMomentum(optimizer)).toBe(Math.fround(0.9));
  });

  it('refuses what is no momentum, and optimizers that have none', () => {
    expect(() => setMomentum(tf.train.adam(0.5), 1)).toThrow(
      'Cannot set the momentum: it must be at least 0 and below 1, got 1',
    );
    for (const name of ['sgd', 'adagrad', 'adadelta']) {
      expect(() => setMomentum((optimizers[name] as () => tf.Optimizer)(), 0.5)).toThrow(
        'has none; use one of Momentum, RMSProp, Adam, Adamax',
      );
    }
  });
});

describe('optimizerWarnings()', () => {
  const moving = { rateMoves: true };

  it('refuses centred RMSProp, which becomes NaN', () => {
    const centred = () => tf.train.rmsprop(0.5, 0.9, 0, 1e-7, true);
    expect(() => optimizerWarnings(centred(), moving)).toThrow(
      'RMSProp with centered = true takes the root of a negative number',
    );
    expect(moves(centred(), 200).some(Number.isNaN)).toBe(true);
  });

  it('warns of RMSProp with momentum under a schedule, which follows slowly', () => {
    const lazy = () => tf.train.rmsprop(0.5, 0.9, 0.9);
    expect(optimizerWarnings(lazy(), moving)[0]).toContain('over about 10 updates');
    expect(optimizerWarnings(lazy(), { rateMoves: false })).toEqual([]);
    expect(optimizerWarnings(tf.train.rmsprop(0.5), moving)).toEqual([]);
    const optimizer = lazy();
    const before = moves(lazy(), 31).at(-1) as number;
    const after = moves(optimizer, 31, (update) => {
      if (update === 30) setLearningRate(optimizer, 0.05);
    }).at(-1) as number;
    expect(after / before).toBeGreaterThan(0.5);
  });

  it('warns of the decay of Adamax, and of Adadelta, whose first update is rate × gradient', () => {
    expect(optimizerWarnings(tf.train.adamax(0.5, 0.9, 0.999, 1e-8, 0.01), moving)[0]).toContain(
      'divides every rate of the schedule by 1 + 0.01 × updates',
    );
    expect(optimizerWarnings(tf.train.adamax(0.5), moving)).toEqual([]);
    expect(optimizerWarnings(tf.train.adadelta(1), moving)[0]).toContain('rate × gradient');
    expect(moves(tf.train.adadelta(1))[0]).toBeCloseTo(-0.5, 6);
  });
});

describe('optimizerVariables()', () => {
  it.each([
    ['sgd', []],
    ['momentum', ['accumulations.0']],
    ['rmsprop', ['accumulatedMeanSquares.0', 'accumulatedMoments.0']],
    ['adam', ['accumulatedFirstMoment.0', 'accumulatedSecondMoment.0', 'accBeta1', 'accBeta2']],
    [
      'adamax',
      ['accumulatedFirstMoment.0', 'accumulatedWeightedInfNorm.0', 'iteration', 'accBeta1'],
    ],
    ['adagrad', ['accumulatedGrads.0']],
    ['adadelta', ['accumulatedGrads.0', 'accumulatedUpdates.0']],
  ])('finds everything that %s keeps', (name, expected) => {
    const optimizer = (optimizers[name] as () => tf.Optimizer)();
    moves(optimizer);
    expect([...optimizerVariables(optimizer).keys()].sort()).toEqual([...expected].sort());
  });
});

describe('a run', () => {
  // each update is −rate × something that does not depend on the rate, which a run with rate 1 tells
  const exact: Record<string, () => tf.Optimizer> = {
    sgd: () => tf.train.sgd(1),
    momentum: () => tf.train.momentum(1, 0.9, true),
    rmsprop: () => tf.train.rmsprop(1, 0, 0, 0),
    adam: () => tf.train.adam(1),
    adamax: () => tf.train.adamax(1, 0, 0.999),
    adagrad: () => tf.train.adagrad(1),
    adadelta: () => tf.train.adadelta(1),
  };
  const steps = 1000;
  const changing = custom({ rate: (t) => 1e-3 * (1.5 + Math.sin(t) + t / steps), steps });

  beforeEach(() => {
    vi.spyOn(console, 'warn').mockReturnValue();
  });
  afterEach(() => {
    vi.restoreAllMocks();
    tf.disposeVariables();
  });

  /** Trains one weight whose gradient is 0.5, put back to 0 before each update. */
  async function updates(
    optimizer: tf.Optimizer,
    rates: Schedule,
  ): Promise<{ moved: number[]; recorded: ArrayLike<number> }> {
    const model = tf.sequential({
      layers: [
        tf.layers.dense({ inputShape: [1], units: 1, useBias: false, kernelInitializer: 'zeros' }),
      ],
    });
    const loss = (_: tf.Tensor, output: tf.Tensor) => output.mul(0.5).mean();
    model.compile({ optimizer, loss: loss as never });
    const weight = model.layers[0]?.getWeights()[0] as tf.Variable;
    const moved: number[] = [];
    const zero = tf.zeros([1, 1]);
    const ones = tf.ones([steps, 1]);
    const run = await train(model, { x: ones, y: ones }, rates, {
      batchSize: 1,
      callbacks: {
        onBatchEnd() {
          moved.push(weight.dataSync()[0] as number);
          weight.assign(zero as never);
        },
      },
    });
    tf.dispose([zero, ones]);
    return { moved, recorded: run.history.lr };
  }

  for (const [name, make] of Object.entries(exact)) {
    it(`of ${name} records the rate that each of 1,000 updates used, rounded to float32 as they do`, async () => {
      const unit = moves(make(), steps);
      const { moved, recorded } = await updates(make(), changing);
      expect(moved).toHaveLength(steps);
      for (let step = 0; step < steps; step++) {
        const rate = Math.fround(recorded[step] as number);
        expect(moved[step]).toBe(Math.fround(rate * (unit[step] as number)));
        expect(recorded[step]).toBe(changing(step));
      }
    });
  }
});
