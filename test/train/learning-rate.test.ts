import { describe, expect, it } from 'vitest';
import { readLearningRate, setLearningRate } from '../../src/train';
import { tf } from './tensorflow';

const optimizers = {
  sgd: () => tf.train.sgd(0.5),
  momentum: () => tf.train.momentum(0.5, 0.9),
  rmsprop: () => tf.train.rmsprop(0.5),
  adam: () => tf.train.adam(0.5),
  adamax: () => tf.train.adamax(0.5),
  adagrad: () => tf.train.adagrad(0.5),
  adadelta: () => tf.train.adadelta(0.5),
};

/** How far one variable moves in the first update with gradient 0.5: proportional to the rate that is really used. */
function firstMove(optimizer: tf.Optimizer): number {
  const variable = tf.variable(tf.scalar(0));
  optimizer.minimize(() => variable.mul(0.5).asScalar(), false, [variable]);
  return variable.dataSync()[0] as number;
}

describe('setLearningRate()', () => {
  for (const [name, make] of Object.entries(optimizers)) {
    it(`changes the update of ${name}, which readLearningRate() reads back`, () => {
      const changed = make();
      setLearningRate(changed, 0.125);
      expect(readLearningRate(changed)).toBe(0.125);
      expect(firstMove(changed)).toBe(firstMove(make()) / 4);
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
    expect(firstMove(optimizer)).toBe(firstMove(tf.train.sgd(0.5)));
    expect(readLearningRate(optimizer)).toBe(0.5);
  });

  it.each([Number.NaN, -1, Number.POSITIVE_INFINITY])('refuses %s', (rate) => {
    expect(() => setLearningRate(tf.train.adam(0.5), rate)).toThrow(
      `Cannot set the learning rate: it must be finite and at least 0, got ${rate}`,
    );
  });
});
