import type { repeatFamily } from './combinators/repeat';
import type { warmupFamily } from './combinators/warmup';
import type { Options, Phase } from './family';
import type { Feedback } from './feedback-state';
import type { Length } from './length';
import type { Plan } from './plan';
import type { Schedule } from './schedule';
import type { Spec } from './spec';

/** Options of `warmup`. */
export interface WarmupOptions extends Omit<Options<typeof warmupFamily>, 'steps'> {}

/** Options of `repeat`. */
export interface RepeatOptions extends Omit<Options<typeof repeatFamily>, 'times'> {}

/** What schedules and feedback schedules have in common: they are data, and they combine. */
export interface Composable<Self> {
  /** Plain JSON that `fromSpec` reads back. @throws TypeError when it holds a function. */
  readonly spec: Spec;
  /** Updates it was made for. */
  readonly steps: number;
  /** Short name for charts. */
  readonly label: string;
  /** Named stretches, in order, for charts. */
  readonly phases: readonly Phase[];
  /** The plan its lengths are resolved by. */
  readonly plan: Plan | undefined;
  /** The same with its epochs, batches and percentages turned into updates. */
  withPlan(plan: Plan): Self;
  /**
   * A warm-up of `steps` updates in front: the total grows by `steps`. Update t of n has
   * `from + (target − from)·(t + 1)/(n + 1)`: never a zero rate, never two updates at the peak.
   */
  warmup(steps: Length, options?: WarmupOptions): Self;
  /** This, then `next`, whose steps count from its own start. */
  followedBy(next: Schedule): Self;
  followedBy(next: Feedback): Feedback;
  /** Every rate times `factor`. */
  scale(factor: number): Self;
  /** Every rate kept between `low` and `high`. */
  clamp(low: number, high: number): Self;
  /** Starts at its step `steps` instead of 0. */
  shift(steps: Length): Self;
  /** Goes on with its last rate for `steps` more updates. */
  hold(steps: Length): Self;
  /** Runs `times` times; each time may be longer and lower than the one before. */
  repeat(times: number, options?: RepeatOptions): Self;
  /** The same under another name. */
  named(label: string): Self;
  /** The call that builds it. */
  toString(): string;
  /** The same as `spec`. */
  toJSON(): Spec;
}
