import type { Run } from '../run';
import { toLogged, toLoggedSingle, type UpdatesEntry } from './run-log-format';
import type { RunLogWriter } from './run-log-writer';
import { withoutPlan } from './run-settings';

/** Updates on one line, at most. */
const LINE = 500;
/** Shortest time between two looks, in milliseconds, unless a checkpoint needs them. */
const PAUSE = 250;

/** What a feedback schedule has heard, and after how many updates each. */
export interface Heard {
  readonly metrics: readonly number[];
  readonly steps: readonly number[];
}

/** Writes what a run recorded since the last time into its log. */
export class RunLogRecorder {
  private readonly log: RunLogWriter;
  private readonly run: Run;
  private readonly heard: () => Heard;
  private steps: number;
  private validations: number;
  private metrics: number;
  private warnings = 0;
  private events: number;
  private readonly changes: Set<unknown>;
  private plan: unknown;
  private next = 0;

  /** What the run holds already stands in the log, but for its warnings. */
  constructor(log: RunLogWriter, run: Run, heard: () => Heard) {
    this.log = log;
    this.run = run;
    this.heard = heard;
    this.steps = run.steps;
    this.validations = run.validation.length;
    this.metrics = heard().metrics.length;
    this.events = run.events.length;
    this.changes = new Set(run.changes);
    this.plan = run.plan;
  }

  /** Writes when the last time was long enough ago: what a follower sees is a quarter of a second old. */
  look(): void {
    if (performance.now() >= this.next) this.flush();
  }

  /** Writes all there is. */
  flush(): void {
    const { run, log } = this;
    if (run.plan !== this.plan) {
      this.plan = run.plan;
      log.write({ kind: 'plan', plan: run.plan });
    }
    this.flushChanges();
    while (this.steps < run.steps) {
      const end = Math.min(run.steps, this.steps + LINE);
      log.write(this.updates(this.steps, end));
      this.steps = end;
    }
    for (const { epoch, step, loss, metrics } of run.validation.slice(this.validations)) {
      const values = Object.entries({ loss, ...metrics });
      log.write({
        kind: 'validation',
        epoch,
        step,
        values: Object.fromEntries(values.map(([name, value]) => [name, toLogged(value)])),
      });
      this.validations += 1;
    }
    this.flushHeard();
    for (const event of run.events.slice(this.events)) {
      log.write({ kind: 'event', ...event });
      this.events += 1;
    }
    for (const text of run.warnings.slice(this.warnings)) {
      log.write({ kind: 'warning', step: run.steps, text });
      this.warnings += 1;
    }
    this.next = performance.now() + PAUSE;
  }

  /** Writes all there is, and how the run ended. */
  end(): void {
    this.flush();
    const { status, steps, stopReason, elapsedSeconds, trainSeconds } = this.run;
    this.log.write({
      kind: 'end',
      step: steps,
      status,
      ...(stopReason !== undefined && { reason: stopReason }),
      elapsed: seconds(elapsedSeconds),
      training: seconds(trainSeconds),
    });
  }

  private flushChanges(): void {
    for (const change of this.run.changes) {
      if (this.changes.has(change)) continue;
      this.changes.add(change);
      const settings = { schedule: withoutPlan(change.spec) };
      this.log.write({ kind: 'change', step: change.step, settings, steered: true });
    }
  }

  private flushHeard(): void {
    const { metrics, steps } = this.heard();
    for (; this.metrics < metrics.length; this.metrics++) {
      const step = steps[this.metrics] as number;
      this.log.write({ kind: 'metric', step, value: toLogged(metrics[this.metrics] as number) });
    }
  }

  private updates(begin: number, end: number): UpdatesEntry {
    const { history, elapsedSeconds, trainSeconds } = this.run;
    // steps are counted, not written
    const names = Object.keys(history).filter((name) => name !== 'step');
    const columns = names.map((name) => {
      const column = history[name] as Float64Array | Float32Array;
      const logged = column instanceof Float32Array ? toLoggedSingle : toLogged;
      return [name, Array.from(column.subarray(begin, end), logged)];
    });
    return {
      kind: 'updates',
      step: begin,
      columns: Object.fromEntries(columns),
      elapsed: seconds(elapsedSeconds),
      training: seconds(trainSeconds),
    };
  }
}

/** Milliseconds are enough. */
function seconds(value: number): number {
  return Math.round(value * 1000) / 1000;
}
