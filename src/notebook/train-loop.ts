import type { Run, TrainLoopOptions } from '../train';
import { loop } from '../train/train-loop';
import { live } from './live';

/**
 * Runs a training step of one's own under a schedule, with the live chart, the callbacks and the
 * policies of `fit`: for losses and updates that `model.compile` cannot say.
 *
 * @param options `schedule`, `step`, and how long: `steps`, or `epochs` with `stepsPerEpoch` or `data`.
 * The rate of `optimizer` is set before each step; a step without one uses `lr` of its context.
 * With `log` the run is written to a file, and with `resume: true` it goes on from there, to the same
 * bits: a step that draws numbers of its own has to draw them from `step` and a seed, and what it
 * keeps beside `model` and `optimizer` is not written.
 * @returns The run with its `history`; also when it was interrupted or diverged.
 * @throws TypeError | RangeError before the first step, when an option will not do; TrainingError,
 * which has the run so far, when a step threw.
 * @example
 * const optimizer = tf.train.sgd(0.1);
 * const run = await trainLoop({
 *   schedule: cosine({ peak: 0.1 }).warmup('10%'),
 *   optimizer,
 *   data: [x, y],
 *   epochs: 2,
 *   step: ({ x, y }) => optimizer.minimize(() => tf.losses.huberLoss(y, model.predict(x)), true),
 * });
 * assert.equal(run.history.lr.length, run.steps);
 */
export async function trainLoop(options: TrainLoopOptions): Promise<Run> {
  return await live(options?.signal, (signal, turn) => loop({ ...options, signal }, { turn }));
}
