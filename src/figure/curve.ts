import type { Phase } from '../schedule';

/** What a chart needs of a schedule: the rate of a 0-based step, its length and its parts. */
export interface RateCurve {
  (step: number): number;
  /** Updates; the last one is `steps − 1`. */
  readonly steps: number;
  readonly label: string;
  readonly phases: readonly Phase[];
}
