import { isSchedule, type Schedule } from '../schedule';
import { messageOf } from './callbacks';
import { changeOf, withChange } from './course';
import type { RateSource } from './rates';
import { Run } from './run';
import { withoutPlan } from './state/run-settings';
import { changedSettings } from './state/settings';
import type { Training } from './training';
import type { Observer } from './training-setup';

/**
 * Something whose schedule may become another while a training follows it. The updates that were done
 * keep their rates; the next one already has the new rate.
 *
 * @example
 * const wheel = { schedule: cosine({ peak: 0.05 }) };
 * const slower = { onEpochEnd: () => { wheel.schedule = cosine({ peak: 0.02 }); } };
 * const run = await fit(model, x, y, wheel, { epochs: 2, callbacks: slower });
 * run.changes.map(({ step }) => step); // the first update of the second epoch
 */
export interface Steerable {
  /** What the next update should use: looked at before each one, so it had better be quick. */
  readonly schedule: Schedule;
  /**
   * Told which schedule the run follows: when it begins, with its plan and with what an earlier process
   * had changed, after a change, and when one cannot be used.
   *
   * @param problem Why the last change cannot be used.
   */
  keep?(schedule: Schedule, problem?: string): void;
  /** Sees the run whenever the training returns to the event loop, and at its end. */
  watch?(run: Run): void;
}

/** Whether something may be steered. */
export function isSteerable(value: unknown): value is Steerable {
  if (typeof value !== 'object' || value === null || value instanceof Run) return false;
  return isSchedule((value as Partial<Steerable>).schedule);
}

/** What a training begins with, and what follows the rest. */
export function steered(source: RateSource | Steerable): {
  readonly rates: RateSource;
  readonly steering: readonly Observer[];
} {
  if (!isSteerable(source)) return { rates: source, steering: [] };
  return { rates: source.schedule, steering: [new Steering(source)] };
}

/** Brings the changes of a schedule into the training that follows it. */
class Steering implements Observer {
  private readonly source: Steerable;
  /** What was looked at last: a change is another object. */
  private seen: Schedule;

  constructor(source: Steerable) {
    this.source = source;
    this.seen = source.schedule;
  }

  begin({ run }: Training): void {
    // changed while the training was prepared: the first update will see
    if (this.source.schedule === this.seen) this.keep(followedBy(run));
  }

  updating(training: Training): void | Promise<void> {
    const { schedule } = this.source;
    if (schedule === this.seen) return;
    this.seen = schedule;
    const { run, setup } = training;
    const before = followedBy(run);
    try {
      const next = checked(schedule, run);
      if (isSame(before, next)) {
        // perhaps with another plan: the one of the run stays
        this.keep(before);
        return;
      }
      run.steer(withChange(run.changes, changeOf(run.steps, next)));
    } catch (error) {
      this.refuse(training, before, messageOf(error));
      return;
    }
    setup.rates.steer(run.course);
    run.planned = setup.rates.planned;
    // so that its plan is that of the run, and what is on a screen is what trains
    this.keep(followedBy(run));
    return training.observed('changed');
  }

  turn(run: Run): void {
    this.source.watch?.(run);
  }

  private refuse(training: Training, before: Schedule, problem: string): void {
    if (this.source.keep) this.keep(before, problem);
    else training.warn(problem);
  }

  private keep(schedule: Schedule, problem?: string): void {
    this.source.keep?.(schedule, problem);
    this.seen = this.source.schedule;
  }
}

/** The schedule that a run follows now, or will when its changes have all come. */
function followedBy({ changes, schedule }: Run): Schedule {
  return changes.at(-1)?.schedule ?? (schedule as Schedule);
}

/** Whether two schedules are written the same; their plans are that of the run. */
function isSame(before: Schedule, next: Schedule): boolean {
  const [was, is] = [before, next].map(({ spec }) => ({ spec: withoutPlan(spec) }));
  return changedSettings(was ?? {}, is ?? {}).length === 0;
}

/** A schedule under the plan of a run. @throws TypeError | RangeError when the run cannot go on with it. */
function checked(schedule: Schedule, run: Run): Schedule {
  if (!isSchedule(schedule)) {
    throw new TypeError(
      'Cannot steer: a run can only be steered to a schedule of its steps, not to one that listens to metrics',
    );
  }
  const next = schedule.withPlan(run.plan);
  const { steps } = followedBy(run);
  if (next.steps !== steps) {
    throw new RangeError(
      `Cannot steer: the schedule has ${next.steps} updates and the run is on one of ${steps}; keep its length`,
    );
  }
  // lengths that will not do, and functions that no log could keep, are complained about here
  next(run.steps);
  void next.spec;
  return next;
}
