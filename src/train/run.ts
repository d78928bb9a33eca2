import type { Schedule } from '../schedule';
import { type History, Recorder, type Validation } from './history';
import type { RunPlan } from './options';

/** How a run stands, or how it ended. */
export type RunStatus = 'running' | 'finished' | 'interrupted' | 'diverged';

/**
 * A training: what was planned, what was used, and what came of it. An observer sees the same
 * object again and again while it grows.
 */
export class Run {
  status: RunStatus = 'running';
  /** Why it ended before its plan, when there is more to say than the status. */
  stopReason: string | undefined;
  /** Updates done. */
  steps = 0;
  /** Seconds spent on updates: validation, display and waiting are not counted. */
  trainSeconds = 0;
  /** Seconds since the start, everything counted. */
  elapsedSeconds = 0;
  /** Loss and metrics after each epoch, when there were validation examples. */
  readonly validation: Validation[] = [];
  readonly title: string;
  /** The schedule, its lengths resolved by `plan`. */
  readonly schedule: Schedule;
  readonly plan: RunPlan;
  private readonly metricsNames: readonly string[];
  private readonly recorder: Recorder;

  /** @param metricsNames `loss` and the metrics, in the order of the values that are recorded. */
  constructor(schedule: Schedule, plan: RunPlan, metricsNames: readonly string[], title?: string) {
    this.schedule = schedule;
    this.plan = plan;
    this.metricsNames = metricsNames;
    this.title = title ?? schedule.label;
    this.recorder = new Recorder(metricsNames);
  }

  /** Every update so far, by column. */
  get history(): History {
    return this.recorder.history();
  }

  /** Updates in one epoch. */
  get stepsPerEpoch(): number {
    return Math.ceil(this.plan.examples / this.plan.batchSize);
  }

  /** Updates of the whole plan. */
  get plannedSteps(): number {
    return this.stepsPerEpoch * this.plan.epochs;
  }

  /** The epoch with the lowest validation loss. */
  get best(): Validation | undefined {
    return this.validation.reduce<Validation | undefined>(
      (best, one) => (best && best.loss <= one.loss ? best : one),
      undefined,
    );
  }

  /** Records one update. A loss that is not finite ends the run: the weights are lost. */
  recordUpdate(lr: number, values: readonly number[]): void {
    this.recorder.push(lr, values);
    const loss = values[0] as number;
    if (!Number.isFinite(loss)) {
      this.status = 'diverged';
      this.stopReason = `the loss is ${loss} at step ${this.steps}`;
    }
    this.steps += 1;
  }

  /** Records the validation after an epoch. */
  recordValidation(epoch: number, values: readonly number[]): void {
    const named = this.metricsNames.map((name, index) => [name, values[index]] as const);
    const { loss, ...metrics } = Object.fromEntries(named) as Record<string, number>;
    this.validation.push({ epoch, step: this.steps, loss: loss as number, metrics });
  }

  /** One line for each update, a header first; numbers are written so that they read back equal. */
  toCSV(): string {
    const history = this.history;
    const columns = Object.values(history);
    const rows = Array.from(history.step, (_, row) =>
      columns.map((column) => column[row]).join(','),
    );
    return [Object.keys(history).map(csvField).join(','), ...rows, ''].join('\n');
  }

  /** Plain JSON: spec, plan, columns, validation. NaN and infinities become text. */
  toJSON(): Record<string, unknown> {
    const { title, status, stopReason, steps, trainSeconds, elapsedSeconds, validation, plan } =
      this;
    const columns = Object.entries(this.history).map(([name, column]) => [
      name,
      Array.from(column, jsonNumber),
    ]);
    return {
      title,
      status,
      stopReason,
      schedule: this.schedule.spec,
      plan,
      steps,
      trainSeconds,
      elapsedSeconds,
      history: Object.fromEntries(columns),
      validation,
    };
  }

  /** Two lines: how it stands, and its last and best loss. */
  toString(): string {
    const { loss } = this.history;
    const facts = [
      loss.length > 0 ? `loss ${loss[loss.length - 1]?.toPrecision(3)}` : 'no update yet',
      ...(this.best
        ? [`best validation ${this.best.loss.toPrecision(3)} after epoch ${this.best.epoch}`]
        : []),
    ];
    const why = this.stopReason ? ` (${this.stopReason})` : '';
    return (
      `${this.title}: ${this.status}${why}, ${this.steps} of ${this.plannedSteps} steps ` +
      `in ${this.elapsedSeconds.toFixed(1)} s\n  ${facts.join(', ')}`
    );
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}

/** A header, quoted when it holds a separator, and never a formula of a spreadsheet. */
function csvField(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function jsonNumber(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}
