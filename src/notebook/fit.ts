import { host } from '../display';
import type { Feedback, Schedule } from '../schedule';
import { type FitOptions, type Model, type Run, type Tensors, train } from '../train';
import { LiveChart } from './live-chart';

/**
 * Trains a compiled model under a schedule while its loss and its rate draw themselves in the cell.
 * Interrupting the cell stops after the update that is under way: the run so far is returned, and
 * the kernel goes on. In plain Node it trains without drawing.
 *
 * @param model A compiled `tf.LayersModel`.
 * @param x Examples, `[examples, …]`; a list for a model of several inputs.
 * @param y Targets, `[examples, …]`.
 * @param schedule A schedule, or a constant rate. Epochs and percentages are of this run.
 * @returns The run with its `history`; also when it was interrupted or diverged.
 * @throws TypeError | RangeError before the first update, when the model, the data or an option will not do.
 * @example
 * const run = await fit(model, x, y, cosine({ peak: 5e-3 }).warmup('10%'), { epochs: 1, batchSize: 64 });
 */
export async function fit(
  model: Model,
  x: Tensors,
  y: Tensors,
  schedule: Schedule | Feedback | number,
  options: FitOptions = {},
): Promise<Run> {
  const kernel = host();
  const chart = kernel.kind === 'none' ? undefined : new LiveChart();
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  return kernel.interruptible(
    () => train(model, x, y, schedule, { ...options, signal }, (run) => chart?.update(run)),
    () => stop.abort(),
  );
}
