import { type Feedback, type Hyper, isSchedule, type Plan, type Schedule } from '../schedule';
import { planSteps, stepsPerEpoch } from '../schedule/plan';
import { courseOf, type RunChange } from './course';
import { plainNumber, toCsv, toPlain } from './export';
import { type History, Recorder, type Validation } from './history';
import { type PlannedRate, Rates } from './rates';

/**
 * How a run stands, or how it ended: `stopped` by a callback or by early stopping, `interrupted` from
 * outside, `diverged` when its loss was no number, `failed` when something threw.
 */
export type RunStatus = 'running' | 'finished' | 'stopped' | 'interrupted' | 'diverged' | 'failed';

/** The plan of a run: every fact that its data and options tell. */
export type RunPlan = Plan;

/** What a run was made for. */
export interface RunFacts {
  /** The schedule of the rate, its lengths resolved. */
  readonly schedule: Schedule | Feedback;
  readonly plan: RunPlan;
  /** `loss` and the metrics, then the other columns, in the order of the values that are recorded. */
  readonly columns: readonly string[];
  /** The label of the schedule when left out. */
  readonly title?: string | undefined;
  /** Present when more than the rate moves. */
  readonly hyper?: Hyper | undefined;
}

/** Something that happened to a run on its way. */
export interface RunEvent {
  /** Updates done. */
  readonly step: number;
  /** What happened, as a sentence without a period. */
  readonly text: string;
}

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
  /** Seconds to go at the recent pace, validations included, when that can be told. */
  remainingSeconds: number | undefined;
  /** Examples trained on in a second, at the recent pace. */
  examplesPerSecond: number | undefined;
  /** Loss and metrics after each epoch, when there were validation examples. */
  readonly validation: Validation[] = [];
  /** What was said before the first update or on the way, such as a trap of the optimizer. */
  readonly warnings: string[] = [];
  /** What happened on the way, such as a cut of the rate after a loss that was no number. */
  readonly events: RunEvent[] = [];
  /** Updates done when it went on from its log, once for each time. */
  readonly resumedAt: number[] = [];
  /** Updates that the weights the model has now had seen, when those of an earlier step were put back. */
  restoredStep: number | undefined;
  readonly title: string;
  /** The schedule of the rate that it was begun with, its lengths resolved by `plan`. */
  schedule: Schedule | Feedback;
  /** The schedules it was steered to, each with the first step that uses it; of a run that went on, also those to come. */
  changes: readonly RunChange[] = [];
  /** The rate of every update by schedule and changes, before any roll-back; of feedback, if it hears nothing. */
  course: PlannedRate;
  /** Schedules of everything that moves, when that is more than the rate. */
  readonly hyper: Hyper | undefined;
  /** Facts that the data tell only on the way are added when they are known. */
  plan: RunPlan;
  /** The rate of every update as it is known now: of a feedback schedule, if it hears nothing more. */
  planned: PlannedRate;
  private columns: readonly string[] = [];
  private recorder = new Recorder([]);

  constructor({ schedule, plan, columns, title, hyper }: RunFacts, planned?: PlannedRate) {
    this.schedule = schedule;
    this.hyper = hyper;
    this.plan = plan;
    this.title = title ?? schedule.label;
    this.planned = planned ?? new Rates(schedule, plan).planned;
    this.course = isSchedule(schedule) ? schedule : this.planned;
    this.nameColumns(columns);
  }

  /** Says what is recorded, before the first update: a custom step tells its metrics when it has run. */
  nameColumns(columns: readonly string[]): void {
    this.columns = columns;
    this.recorder = new Recorder(columns, planSteps(this.plan));
  }

  /** Every update so far, by column. */
  get history(): History {
    return this.recorder.history();
  }

  /** Bytes that the history takes. */
  get historyBytes(): number {
    return this.recorder.bytes;
  }

  /** Updates in one epoch; those so far, while a dataset has not told yet. */
  get stepsPerEpoch(): number {
    return stepsPerEpoch(this.plan) ?? Math.max(1, this.steps);
  }

  /** Updates of the whole plan; those of the schedule, while a dataset has not told yet. */
  get plannedSteps(): number {
    return planSteps(this.plan) ?? Math.max(this.steps, this.schedule.steps);
  }

  /** The epoch with the lowest validation loss. */
  get best(): Validation | undefined {
    return this.validation.reduce<Validation | undefined>(
      (best, one) => (best && !(one.loss < best.loss) ? best : one),
      undefined,
    );
  }

  /** Takes the schedules it was steered to; those of updates that are done must be among them. */
  steer(changes: readonly RunChange[]): void {
    this.changes = changes;
    this.course = courseOf(this.schedule as Schedule, changes);
  }

  /** Records one update. */
  recordUpdate(lr: number, values: readonly number[]): void {
    this.recorder.push(lr, values);
    this.steps += 1;
  }

  /** Records the validation after an epoch: `loss` and the metrics, in the order of the columns. */
  recordValidation(epoch: number, values: readonly number[]): void {
    const named = values.map((value, index) => [this.columns[index], value] as const);
    const { loss, ...metrics } = Object.fromEntries(named) as Record<string, number>;
    this.validation.push({ epoch, step: this.steps, loss: loss as number, metrics });
  }

  /** Ends it, unless it has ended already. */
  end(status: RunStatus, reason?: string): void {
    if (this.status !== 'running') return;
    this.status = status;
    this.stopReason = reason;
  }

  /** One line for each update, a header first; numbers are written so that they read back equal. */
  toCSV(): string {
    return toCsv(this.history);
  }

  /** Plain JSON: spec, changes, plan, columns, validation. NaN and infinities become text. */
  toJSON(): Record<string, unknown> {
    const { title, status, stopReason, steps, trainSeconds, elapsedSeconds } = this;
    const { plan, warnings, events, restoredStep } = this;
    return {
      title,
      status,
      stopReason,
      schedule: this.schedule.spec,
      ...(this.changes.length > 0 && {
        changes: this.changes.map(({ step, spec }) => ({ step, spec })),
      }),
      ...(this.hyper && { hyper: this.hyper.spec }),
      plan,
      steps,
      trainSeconds,
      elapsedSeconds,
      history: toPlain(this.history),
      validation: this.validation.map(({ epoch, step, loss, metrics }) => ({
        epoch,
        step,
        loss: plainNumber(loss),
        metrics: Object.fromEntries(
          Object.entries(metrics).map(([name, value]) => [name, plainNumber(value)]),
        ),
      })),
      warnings,
      events,
      restoredStep,
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
      ...(this.changes.length > 0
        ? [`schedule changed at step ${this.changes.map(({ step }) => step).join(', ')}`]
        : []),
      ...(this.resumedAt.length > 0 ? [`resumed at step ${this.resumedAt.join(', ')}`] : []),
      ...(this.restoredStep === undefined
        ? []
        : [`weights restored from step ${this.restoredStep}`]),
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
