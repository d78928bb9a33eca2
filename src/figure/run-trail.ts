import type { Status } from './chart';
import type { Buckets } from './downsample';
import { formerPlans } from './run-changes';
import type { RunView } from './run-view';
import { mergeSteps } from './sample';

/** How a run went so far in few numbers: what an editor of its schedule lays over the curve. */
export interface RunTrail {
  readonly title: string;
  readonly status: Status;
  /** Updates done. */
  readonly step: number;
  readonly totalSteps: number;
  /** Seconds so far, and to go when that can be told. */
  readonly elapsed: number;
  readonly remaining?: number;
  /** The rate that was used, at ascending steps. */
  readonly lr: TrailValues;
  /** The smoothed loss, and between which losses it lies; `null` where there was no number. */
  readonly loss: TrailValues & {
    readonly low: readonly (number | null)[];
    readonly high: readonly (number | null)[];
  };
  /** First steps of the changes, ascending. */
  readonly changes: readonly number[];
  /** What had been planned ahead of each; `null` is a gap. */
  readonly former: TrailValues;
}

/** Values at ascending steps; `null` where there is no number. */
export interface TrailValues {
  readonly steps: readonly number[];
  readonly values: readonly (number | null)[];
}

const MOST_BUCKETS = 200;

/** Four digits are more than a screen shows; JSON has no NaN. */
const short = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? Number(value.toPrecision(4)) : null;

/**
 * A run in at most 200 places, about 8 kB.
 *
 * @param memory Of the trails before, so that one costs only its new steps.
 * @example
 * const memory = runMemory();
 * comm.send(runTrail(view, memory));
 */
export function runTrail(view: RunView, memory: Buckets): RunTrail {
  const { title, status, step, totalSteps, elapsed, remaining, changes = [] } = view;
  const former = formerPlans(view);
  const buckets = memory.update(view.loss, step).list(view.loss, MOST_BUCKETS);
  const lasts = buckets.map(({ last }) => last);
  // both sides of a change, so that it stands upright
  const sides = changes.flatMap((change) => [change.step - 1, change.step]);
  const done = sides.filter((at) => at >= 0 && at < step);
  const used = mergeSteps(step > 0 ? [0] : [], lasts, done);
  return {
    title,
    status,
    step,
    totalSteps,
    elapsed,
    ...(remaining !== undefined && { remaining }),
    lr: { steps: used, values: used.map((at) => short(view.lr[at])) },
    loss: {
      steps: lasts,
      values: buckets.map(({ smooth }) => short(smooth)),
      low: buckets.map(({ low }) => short(view.loss[low])),
      high: buckets.map(({ high }) => short(view.loss[high])),
    },
    changes: changes.map((change) => change.step),
    former: { steps: former.places, values: former.values.map(short) },
  };
}
