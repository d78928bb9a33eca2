import { afterAll, describe, expect, it } from 'vitest';
import { rangeTest } from '../../src/notebook';
import { RangeTest } from '../../src/train';
import { tf, toyData, toyModel, weightsOf } from '../train/tensorflow';

const { x, y } = toyData();
const options = { steps: 12, to: 1, batchSize: 16 };
afterAll(() => tf.dispose([x, y]));

describe('rangeTest()', () => {
  it('takes x and y, and leaves the model as it was', async () => {
    const model = toyModel(tf.train.adam(0.01));
    const before = weightsOf(model);
    const test = await rangeTest(model, x, y, options);
    expect(test).toBeInstanceOf(RangeTest);
    expect(test.rates).toHaveLength(12);
    expect(weightsOf(model)).toEqual(before);
    expect((await rangeTest(model, x, y, options)).losses).toEqual(test.losses);
  });

  it('takes a dataset', async () => {
    const model = toyModel(tf.train.adam(0.01));
    const batches = [{ xs: x, ys: y }];
    const test = await rangeTest(model, batches, options);
    expect(test.rates).toHaveLength(12);
    expect(x.isDisposed).toBe(false);
    const tensors = tf.memory().numTensors;
    async function* made() {
      yield { xs: x.clone(), ys: y.clone() };
    }
    expect((await rangeTest(model, made, options)).losses).toEqual(test.losses);
    expect(tf.memory().numTensors).toBe(tensors);
  });

  it('refuses data that are neither', async () => {
    const model = toyModel(tf.train.adam(0.01));
    const refused = (...given: unknown[]): Promise<void> =>
      expect(rangeTest(model, ...(given as [never]))).rejects.toThrow(TypeError);
    await refused([[1, 2]], [[3]]);
    await refused(x);
    await refused(7);
    await refused(undefined);
    await expect(rangeTest(model, 7 as never)).rejects.toThrow(
      'Cannot test rates: the data must be two tensors, x and y, or a dataset such as tf.data gives',
    );
  });
});
