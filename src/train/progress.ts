import { Pace } from './pace';
import type { Run } from './run';

/** Keeps the clock of a run: what has passed, how fast it goes, what is to come. */
export class Progress {
  private readonly run: Run;
  private readonly epochs: number;
  private readonly pace = new Pace();
  private readonly started = performance.now();
  /** Seconds that an earlier process spent on the run. */
  private before = 0;
  private last = this.started;
  private steps = 0;
  private validating = 0;
  private validationSeconds = 0;
  private validations = 0;

  constructor(run: Run, epochs: number) {
    this.run = run;
    this.epochs = epochs;
  }

  /** Goes on from where an earlier process was, once the run has what that did. */
  takeUp(): void {
    this.steps = this.run.steps;
    this.before = this.run.elapsedSeconds;
  }

  /** Leaves a part of a validation out of the pace. */
  validated(seconds: number): void {
    this.validating += seconds;
    this.validationSeconds += seconds;
  }

  /** Counts a validation that came to its end. */
  validatedWhole(): void {
    this.validations += 1;
  }

  /** Writes the facts into the run. */
  update(): void {
    const { run, pace } = this;
    const now = performance.now();
    pace.add(run.steps - this.steps, (now - this.last) / 1000 - this.validating);
    this.steps = run.steps;
    this.last = now;
    this.validating = 0;
    run.elapsedSeconds = this.before + (now - this.started) / 1000;
    const { secondsPerStep } = pace;
    if (secondsPerStep === undefined) return;
    const { batchSize, accumulation = 1 } = run.plan;
    run.examplesPerSecond = batchSize && (batchSize * accumulation) / secondsPerStep;
    const mean = this.validations > 0 ? this.validationSeconds / this.validations : 0;
    const left = Math.max(0, this.epochs - run.validation.length);
    run.remainingSeconds = secondsPerStep * (run.plannedSteps - run.steps) + mean * left;
  }
}
