import type { Status } from './chart';
import type { RateCurve } from './curve';

/** A validation loss and the step it was measured after. */
export interface ValidationPoint {
  readonly step: number;
  readonly loss: number;
}

/** A training run as it stands; what {@link runChart} draws. */
export interface RunView {
  readonly title: string;
  readonly status: Status;
  /** The schedule the run was given; drawn for the part ahead. */
  readonly planned: RateCurve;
  /** Updates of the whole plan. */
  readonly totalSteps: number;
  /** Updates an epoch; need not divide `totalSteps`. */
  readonly stepsPerEpoch: number;
  /** Updates done; the last one had step `step − 1`. */
  readonly step: number;
  /** Rates used, at least `step` of them. */
  readonly lr: ArrayLike<number>;
  /** Training losses, at least `step` of them; NaN where there was none. */
  readonly loss: ArrayLike<number>;
  /** Ascending by step. */
  readonly validation: readonly ValidationPoint[];
  /** Seconds since the first update began. */
  readonly elapsed: number;
  /** Seconds to go, when they can be told. */
  readonly remaining?: number;
  readonly examplesPerSecond?: number;
  /** Why the run ended before its plan, in words. */
  readonly stopReason?: string;
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

/** The epoch a step ends in, as a short number: 3, or 2.41 within an epoch. */
export function epochOf(view: RunView, step: number): number {
  return Number(((step + 1) / view.stepsPerEpoch).toFixed(2));
}
