import { median } from './range/smoothing';

/** Stretches of the recent past that are looked at. */
const RECENT = 15;
/** Shortest stretch, in seconds: one update of a small net is too short to tell. */
const STRETCH = 0.2;

/**
 * How fast a run goes now: the median over recent stretches, so that one slow moment of the machine
 * does not throw the estimate. Validation is measured apart.
 */
export class Pace {
  private readonly stretches: number[] = [];
  private steps = 0;
  private seconds = 0;

  /** Adds updates and the time they took, with everything around them but validation. */
  add(steps: number, seconds: number): void {
    this.steps += steps;
    this.seconds += seconds;
    if (this.seconds < STRETCH || this.steps === 0) return;
    this.stretches.push(this.seconds / this.steps);
    if (this.stretches.length > RECENT) this.stretches.shift();
    this.steps = 0;
    this.seconds = 0;
  }

  /** Seconds of one update; `undefined` before anything can be told. */
  get secondsPerStep(): number | undefined {
    if (this.stretches.length > 0) return median(this.stretches);
    return this.steps > 0 ? this.seconds / this.steps : undefined;
  }
}
