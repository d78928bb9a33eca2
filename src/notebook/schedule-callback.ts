import { host } from '../display';
import type { Model, RateSource, ScheduleCallback, ScheduleCallbackOptions } from '../train';
import { callbackFor } from '../train/schedule-callback';
import { LiveChart } from './live-chart';

/**
 * Callbacks that set the rate before every batch of `model.fit` and draw the run in the cell: for
 * those who keep their own `fit`. The plan of the schedule is what `fit` was asked for. In a list they
 * go with other plain objects; an instance of `tf.Callback` beside them breaks `fit`, as it does with
 * any two kinds, so give those to anneal's `fit`.
 *
 * Each call of `model.fit` is a new run; with `initialEpoch` the schedule goes on from that epoch.
 *
 * @param model The compiled model that is trained.
 * @param schedule A schedule, feedback that hears the metrics of each epoch, `hyper`, or a number.
 * @returns Callbacks, whose `run` and `history` tell what was used.
 * @example
 * const scheduled = scheduleCallback(model, cosine({ peak: 1e-3 }).warmup('5%'));
 * const told = { onEpochEnd: (epoch, logs) => console.log(epoch, logs.loss) };
 * await model.fit(x, y, { epochs: 3, verbose: 0, callbacks: [scheduled, told] });
 * assert.equal(scheduled.history.lr.length, scheduled.run.steps);
 */
export function scheduleCallback(
  model: Model,
  schedule: RateSource,
  options: ScheduleCallbackOptions = {},
): ScheduleCallback {
  const draws = host().kind !== 'none';
  let chart: LiveChart | undefined;
  let drawn: unknown;
  return callbackFor(model, schedule, options, (run) => {
    if (!draws) return;
    // another call of fit is another run, with a chart of its own
    if (drawn !== run) chart = new LiveChart();
    drawn = run;
    chart?.update(run);
  });
}
