import type { Plan } from '../../schedule';
import type { RunStatus } from '../run';
import type { MachineFacts } from './machine';

/** Version of the format of run logs; a reader refuses a newer one. */
export const RUN_LOG_VERSION = 1;

/**
 * What a run was asked for, by the names of the options, its `schedule` as a spec: resuming compares
 * them one by one.
 */
export type RunSettings = Readonly<Record<string, unknown>>;

/** First line of a run log. */
export interface RunLogHeader {
  readonly kind: 'run';
  readonly version: number;
  /** Names the run: a checkpoint belongs to the log with the same one. */
  readonly id: string;
  readonly anneal: string;
  /** When it began, as ISO 8601. */
  readonly started: string;
  readonly title: string;
  readonly plan: Plan;
  readonly settings: RunSettings;
  readonly machine: MachineFacts;
}

/** Some updates, column by column. */
export interface UpdatesEntry {
  readonly kind: 'updates';
  /** Step of the first. */
  readonly step: number;
  readonly columns: Readonly<Record<string, readonly (number | string)[]>>;
  /** Seconds since the run began, and seconds spent on updates. */
  readonly elapsed: number;
  readonly training: number;
}

/** Loss and metrics over the validation examples. */
export interface ValidationEntry {
  readonly kind: 'validation';
  readonly epoch: number;
  readonly step: number;
  readonly values: Readonly<Record<string, number | string>>;
}

/** A metric that a feedback schedule was given; the rate of `step` is the first that knows it. */
export interface MetricEntry {
  readonly kind: 'metric';
  readonly step: number;
  readonly value: number | string;
}

/** From `step` on the run has these settings, such as another schedule. */
export interface ChangeEntry {
  readonly kind: 'change';
  readonly step: number;
  readonly settings: RunSettings;
  /**
   * The run was steered while it was trained: not the user's settings changed but what came of them,
   * so that whoever resumes gives the schedule that it was begun with, and this change is repeated.
   */
  readonly steered?: true;
}

/** A moment of a run to which it can be taken back. */
export interface Moment {
  /** Updates done. */
  readonly step: number;
  /** Lines of the log by then. */
  readonly lines: number;
  /** Seconds since the run began, and seconds spent on updates. */
  readonly elapsed: number;
  readonly training: number;
}

/** The run went on from an earlier moment: the lines between that one and this one are void. */
export interface ResumeEntry extends Moment {
  readonly kind: 'resume';
  readonly resumed: string;
  readonly machine: MachineFacts;
}

/** Something that was said, or that happened, such as weights that were rolled back. */
export interface NoteEntry {
  readonly kind: 'warning' | 'event';
  readonly step: number;
  readonly text: string;
}

/** The plan, when the data have told more of it. */
export interface PlanEntry {
  readonly kind: 'plan';
  readonly plan: Plan;
}

/** How the run ended; a resumed one goes on after it. */
export interface EndEntry {
  readonly kind: 'end';
  readonly step: number;
  readonly status: RunStatus;
  readonly reason?: string;
  readonly elapsed: number;
  readonly training: number;
}

/** A line of a run log. Readers pass over kinds they do not know. */
export type RunLogEntry =
  | RunLogHeader
  | UpdatesEntry
  | ValidationEntry
  | MetricEntry
  | ChangeEntry
  | ResumeEntry
  | NoteEntry
  | PlanEntry
  | EndEntry;

/** A number as it stands in a log: JSON has no NaN, infinities or -0. */
export function toLogged(value: number): number | string {
  if (Object.is(value, -0)) return '-0';
  return Number.isFinite(value) ? value : String(value);
}

/** A float32 number as few digits as keep it: nine are enough for every one. */
export function toLoggedSingle(value: number): number | string {
  const short = Number(value.toPrecision(9));
  return toLogged(Object.is(Math.fround(short), Math.fround(value)) ? short : value);
}

/** The number that `toLogged` was given. */
export function fromLogged(logged: number | string): number {
  return Number(logged);
}
