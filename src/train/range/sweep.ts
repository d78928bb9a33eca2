import type { RangePlan } from './range-options';
import { MovingAverage, times } from './smoothing';

/** One pass over the rates. */
export class Sweep {
  /** Loss before the update with each rate, as far as it came. */
  readonly losses: number[] = [];
  /** Why it ended before its last rate; `undefined` unless it diverged. */
  stopReason: string | undefined;
  private readonly plan: RangePlan;
  private readonly average: MovingAverage;
  private lowest = Number.POSITIVE_INFINITY;

  constructor(plan: RangePlan) {
    this.plan = plan;
    this.average = new MovingAverage(plan.smoothing);
  }

  /** Whether it ended because the loss was too high, or no number. */
  get diverged(): boolean {
    return this.stopReason !== undefined;
  }

  /** Records the loss before an update. @returns Whether the sweep goes on. */
  push(loss: number): boolean {
    this.losses.push(loss);
    const average = this.average.next(loss);
    const { divergeAt, steps } = this.plan;
    if (!Number.isFinite(loss)) this.stopReason = `the loss is ${loss}`;
    else if (average > times(divergeAt, this.lowest)) {
      this.stopReason = `the loss passed ${divergeAt} × its best`;
    }
    this.lowest = Math.min(this.lowest, average);
    return !this.diverged && this.losses.length < steps;
  }
}
