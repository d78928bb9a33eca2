import type { Plan } from '../../schedule';
import { withChange } from '../course';
import { checkFormat } from './format-version';
import type { MachineFacts } from './machine';
import {
  type ChangeEntry,
  type EndEntry,
  fromLogged,
  type MetricEntry,
  type Moment,
  type NoteEntry,
  type ResumeEntry,
  RUN_LOG_VERSION,
  type RunLogEntry,
  type RunLogHeader,
  type RunSettings,
  type UpdatesEntry,
  type ValidationEntry,
} from './run-log-format';

/** An entry and the line it stands on, from 1. */
type At<Entry> = Entry & { readonly line: number };

/** What a run log says, entry by entry, each step once. */
export class RunLogContents {
  header: RunLogHeader | undefined;
  /** The machine it was written on last. */
  machine: MachineFacts | undefined;
  /** Updates done. */
  steps = 0;
  elapsed = 0;
  training = 0;
  /** Numbers of the updates by column, `lr` first. */
  readonly columns = new Map<string, number[]>();
  validation: At<ValidationEntry>[] = [];
  metrics: At<MetricEntry>[] = [];
  changes: At<ChangeEntry>[] = [];
  /** The schedules it was steered to while it was trained, in the order of their steps. */
  steered: At<ChangeEntry>[] = [];
  warnings: At<NoteEntry>[] = [];
  events: At<NoteEntry>[] = [];
  plan: Plan = {};
  end: EndEntry | undefined;
  /** Updates done when it was resumed, once for each time. */
  readonly resumed: number[] = [];
  /** Lines that were read. */
  lines = 0;

  /** What the run was asked for last, by the names of the options. */
  get settings(): RunSettings {
    const changed = this.changes.map(({ settings }) => settings);
    return Object.assign({}, this.header?.settings, ...changed);
  }

  /** The schedule it was asked for last, before any steering, or those of several hyper-parameters: a spec. */
  get schedule(): unknown {
    return this.settings.schedule;
  }

  /** How far it is, such as `120 steps, interrupted`. */
  get progress(): string {
    const ended = this.end ? this.end.status : 'without an end';
    return `${this.steps} ${this.steps === 1 ? 'step' : 'steps'}, ${ended}`;
  }

  /** @throws SyntaxError when it does not follow from the lines before. */
  add(entry: RunLogEntry): void {
    const line = ++this.lines;
    if (line === 1) this.begin(entry);
    else if (entry.kind === 'updates') this.addUpdates(entry);
    else if (entry.kind === 'validation') this.validation.push({ ...entry, line });
    else if (entry.kind === 'metric') this.metrics.push({ ...entry, line });
    else if (entry.kind === 'change') this.change({ ...entry, line });
    else if (entry.kind === 'warning') this.warnings.push({ ...entry, line });
    else if (entry.kind === 'event') this.events.push({ ...entry, line });
    else if (entry.kind === 'plan') this.plan = entry.plan;
    else if (entry.kind === 'resume') this.resume(entry);
    else if (entry.kind === 'end') this.finish(entry);
  }

  private begin(entry: RunLogEntry): void {
    if (entry.kind !== 'run') throw new SyntaxError('it is no run log');
    checkFormat(entry.version, RUN_LOG_VERSION);
    this.header = entry;
    this.machine = entry.machine;
    this.plan = entry.plan;
  }

  private change(entry: At<ChangeEntry>): void {
    if (entry.steered) {
      this.steered = withChange(this.steered, entry);
      return;
    }
    this.changes.push(entry);
    // asked for another one, nobody means what the one before was steered to
    if ('schedule' in entry.settings) this.steered = [];
  }

  private addUpdates({ step, columns, elapsed, training }: UpdatesEntry): void {
    if (step !== this.steps) {
      throw new SyntaxError(`line ${this.lines} goes on at step ${step} after ${this.steps} steps`);
    }
    for (const [name, values] of Object.entries(columns)) {
      const column = this.columns.get(name) ?? [];
      this.columns.set(name, column);
      for (const value of values) column.push(fromLogged(value));
      this.steps = column.length;
    }
    this.elapsed = elapsed;
    this.training = training;
  }

  private finish(entry: EndEntry): void {
    this.end = entry;
    this.elapsed = entry.elapsed;
    this.training = entry.training;
  }

  /** Takes the run back: forgets what it did since, and will do again. */
  rewind({ step, lines, elapsed, training }: Moment): void {
    for (const column of this.columns.values()) column.length = Math.min(column.length, step);
    this.steps = Math.min(this.steps, step);
    const kept = ({ line }: { readonly line: number }): boolean => line <= lines;
    this.validation = this.validation.filter(kept);
    this.metrics = this.metrics.filter(kept);
    this.changes = this.changes.filter(kept);
    this.steered = this.steered.filter(kept);
    this.warnings = this.warnings.filter(kept);
    this.events = this.events.filter(kept);
    this.end = undefined;
    this.elapsed = elapsed;
    this.training = training;
  }

  private resume(entry: ResumeEntry): void {
    this.rewind(entry);
    this.machine = entry.machine;
    this.resumed.push(entry.step);
  }
}
