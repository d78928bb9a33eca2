import {
  type Data,
  type Dataset,
  type Model,
  type RangeTest,
  type RangeTestOptions,
  sweepRates,
  type Tensors,
} from '../train';
import { isTensor, list } from '../train/tf';
import { live } from './live';

/**
 * Tries a hundred rates, each a little higher than the one before, while the curve of losses draws
 * itself in the cell, and reads off which to train with. Afterwards the model and its optimizer are
 * what they were, bit for bit: also when the test diverges, is interrupted or fails.
 *
 * Read `verdict` first: only `'ok'` can be trusted as it is, and `'flat'`, `'rising'` and `'noisy'`
 * tell nothing. Interrupting the cell ends the test with what it has measured.
 *
 * @param model A compiled `tf.LayersModel`; with an optimizer as it will be trained with.
 * @param x Examples, `[examples, …]`; a list for a model of several inputs. Or a dataset of batches
 * `{ xs, ys }`, as `tf.data` and async generators give them, in place of x and y.
 * @param y Targets, `[examples, …]`.
 * @returns `valley`, `steep`, `slide`, `minimum` and `verdict`, the curve, and exports of it.
 * @throws TypeError | RangeError before the first update, when the model, the data or an option will not do.
 * @see Smith, Cyclical Learning Rates for Training Neural Networks, 2017, https://arxiv.org/abs/1506.01186
 * @example
 * const test = await rangeTest(model, x, y, { batchSize: 64, repeats: 3 });
 * if (test.verdict === 'ok') await fit(model, x, y, oneCycle({ peak: test.valley }), { batchSize: 64 });
 * assert.equal(test.sweeps.length, 3);
 */
export function rangeTest(
  model: Model,
  x: Tensors,
  y: Tensors,
  options?: RangeTestOptions,
): Promise<RangeTest>;
export function rangeTest(
  model: Model,
  dataset: Dataset,
  options?: RangeTestOptions,
): Promise<RangeTest>;
export async function rangeTest(model: Model, ...given: readonly unknown[]): Promise<RangeTest> {
  const { data, options } = argumentsOf(given);
  return await live(options?.signal, (signal, draw) =>
    sweepRates(model, data, { ...options, signal }, draw),
  );
}

interface Arguments {
  readonly data: Data;
  readonly options: RangeTestOptions | undefined;
}

/** Tensors in either place tell that there is x and y; options have none. */
function argumentsOf([first, second, third]: readonly unknown[]): Arguments {
  if (holdsTensors(first) || holdsTensors(second) || Array.isArray(second)) {
    return {
      data: { x: first as Tensors, y: second as Tensors },
      options: third as RangeTestOptions | undefined,
    };
  }
  return {
    data: { dataset: first as Dataset },
    options: second as RangeTestOptions | undefined,
  };
}

function holdsTensors(value: unknown): value is Tensors {
  return typeof value === 'object' && value !== null && list(value as Tensors).some(isTensor);
}
