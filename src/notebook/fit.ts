import {
  type Data,
  type Dataset,
  type FitOptions,
  type Model,
  type RateSource,
  type Run,
  type Steerable,
  type Tensors,
  train,
} from '../train';
import { isRateSource } from '../train/rates';
import { isSteerable } from '../train/steering';
import { live } from './live';

/**
 * Trains a compiled model under a schedule while its loss and its rate draw themselves in the cell.
 * Interrupting the cell stops after the update that is under way: the run so far is returned, and
 * the kernel goes on. In plain Node it trains without drawing.
 *
 * @param model A compiled `tf.LayersModel`.
 * @param x Examples, `[examples, …]`; a list for a model of several inputs. Or a dataset of batches
 * `{ xs, ys }`, as `tf.data` and async generators give them, in place of x and y.
 * @param y Targets, `[examples, …]`.
 * @param schedule A schedule, `plateau` or `greedy`, which hear the metrics of the run, `hyper`, or a
 * constant rate. Epochs and percentages are of this run. With what `design` returned the part of the curve
 * that lies ahead can be dragged while the model trains: the next update uses it, `run.changes` and the log keep it.
 * @param options With `log` the run is written to a file, and with `resume: true` the same cell goes on
 * with it after its kernel has died.
 * @returns The run with its `history`; also when it was interrupted or diverged.
 * @throws TypeError | RangeError before the first update, when the model, the data or an option will
 * not do; TrainingError, which has the run so far, when a callback or the data threw.
 * @example
 * const run = await fit(model, x, y, cosine({ peak: 5e-3 }).warmup('10%'), { epochs: 1, batchSize: 64 });
 * assert.equal(run.history.loss.length, run.steps);
 */
export function fit(
  model: Model,
  x: Tensors,
  y: Tensors,
  schedule: RateSource | Steerable,
  options?: FitOptions,
): Promise<Run>;
export function fit(
  model: Model,
  dataset: Dataset,
  schedule: RateSource | Steerable,
  options?: FitOptions,
): Promise<Run>;
export async function fit(model: Model, ...given: readonly unknown[]): Promise<Run> {
  const { data, schedule, options } = argumentsOf(given);
  return await live(options?.signal, (signal, turn) =>
    train(model, data, schedule, { ...options, signal }, { turn }),
  );
}

interface Arguments {
  readonly data: Data;
  readonly schedule: RateSource | Steerable;
  readonly options: FitOptions | undefined;
}

/** A schedule in the second place tells that the first is a dataset. */
function argumentsOf(given: readonly unknown[]): Arguments {
  const [first, second, third, fourth] = given;
  if (isRateSource(second) || isSteerable(second)) {
    return {
      data: { dataset: first as Dataset },
      schedule: second,
      options: third as FitOptions | undefined,
    };
  }
  return {
    data: { x: first as Tensors, y: second as Tensors },
    schedule: third as RateSource | Steerable,
    options: fourth as FitOptions | undefined,
  };
}
