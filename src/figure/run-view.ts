import type { Status } from './chart';
import type { RateCurve } from './curve';
import { formatSteps } from './format';

/** A validation loss. */
export interface ValidationPoint {
  /** Updates done when it was measured. */
  readonly step: number;
  readonly loss: number;
}

/** A change of the plan on the way. */
export interface RunViewChange {
  /** The first step with the new rate. */
  readonly step: number;
  /** What had been planned. */
  readonly before: RateCurve;
}

/** A training run as it stands; what {@link runChart} draws. */
export interface RunView {
  readonly title: string;
  readonly status: Status;
  /** The schedule the run was given; drawn for the part ahead. */
  readonly planned: RateCurve;
  /** Changes of that schedule on the way, by ascending step; `planned` has them. */
  readonly changes?: readonly RunViewChange[];
  /** Updates of the whole plan. */
  readonly totalSteps: number;
  /** Updates an epoch, when it is known; need not divide `totalSteps`. */
  readonly stepsPerEpoch?: number;
  /** Examples in one update, when they are known. */
  readonly examplesPerStep?: number;
  /** Updates done; the last one had step `step − 1`. */
  readonly step: number;
  /** Rates used, at least `step` of them. */
  readonly lr: ArrayLike<number>;
  /** Training losses, at least `step` of them; NaN where there was none. */
  readonly loss: ArrayLike<number>;
  /** Momentum (beta1 in Adam) used at each step, if it was recorded. */
  readonly momentum?: ArrayLike<number>;
  /** Weight decay used at each step, if it was recorded. */
  readonly weightDecay?: ArrayLike<number>;
  /** Norm of the gradient at each step; NaN where it was not measured. */
  readonly gradNorm?: ArrayLike<number>;
  /** What plateau, greedy or a roll-back multiplied the last planned rate by. */
  readonly factor?: number;
  /** Ascending by step. */
  readonly validation: readonly ValidationPoint[];
  /** Seconds since the first update began. */
  readonly elapsed: number;
  /** Seconds to go, when they can be told. */
  readonly remaining?: number;
  readonly examplesPerSecond?: number;
  /** Why the run ended before its plan, in words. */
  readonly stopReason?: string;
  /** Updates done when the run went on from its log, once for each time. */
  readonly resumedAt?: readonly number[];
  /** Step whose weights the model has again. */
  readonly restored?: number;
}

/** The validation with the lowest finite loss; of equal ones the first. */
export function bestValidation(view: RunView): ValidationPoint | undefined {
  let best: ValidationPoint | undefined;
  for (const point of view.validation) {
    if (Number.isFinite(point.loss) && (best === undefined || point.loss < best.loss)) best = point;
  }
  return best;
}

/** Epochs done after some updates, as a short number: 3, or 2.41 within an epoch; nothing when epochs are not known. */
export function epochOf(view: RunView, updates: number): number | undefined {
  const { stepsPerEpoch } = view;
  return stepsPerEpoch ? Number((updates / stepsPerEpoch).toFixed(2)) : undefined;
}

/** `epoch 3 · step 1,406`, as far as it is known. */
export function placeOf(view: RunView, step: number): string {
  const epoch = epochOf(view, step);
  return `${epoch === undefined ? '' : `epoch ${epoch} · `}step ${formatSteps(step)}`;
}

/** Seconds one step takes on average; 0 before the first. */
export function secondsPerStep({ step, elapsed }: RunView): number {
  return step > 0 && elapsed > 0 ? elapsed / step : 0;
}
