import { type Chart, compareChart, type RunView, runChart, scheduleChart } from '../figure';
import { type Feedback, isFeedback, isSchedule, preview, type Schedule } from '../schedule';
import { Run, type RunStatus } from '../train';

/** What `show` can draw. */
export type Showable = Schedule | Feedback | Run;

/** The chart of a schedule or a run. @throws TypeError for anything else. */
export function chartOf(thing: Showable): Chart {
  if (isSchedule(thing)) {
    const { schedule, ...axis } = preview(thing);
    return scheduleChart(schedule, axis);
  }
  if (thing instanceof Run) return runChart(viewOf(thing));
  if (isFeedback(thing)) {
    throw new TypeError(
      'Cannot show a schedule that listens to metrics: its curve is not known before them; replay(metrics) gives its rates',
    );
  }
  throw new TypeError(
    'Cannot show this: show takes a schedule such as cosine({ peak: 1e-3 }), or the run of a fit',
  );
}

/** The chart of several schedules on one axis. */
export function comparisonOf(
  entries: readonly (readonly [label: string, schedule: Schedule])[],
): Chart {
  const previews = entries.map(([, schedule]) => preview(schedule));
  const [first] = previews;
  if (!first) throw new TypeError('Cannot compare: give at least one schedule');
  const units = new Set(previews.map(({ unit }) => unit));
  if (units.size > 1) {
    throw new RangeError(
      `Cannot compare: the schedules count in ${[...units].join(' and ')}; give each the same plan with withPlan`,
    );
  }
  const curves = previews.map(({ schedule }, index) => ({
    label: entries[index]?.[0] ?? '',
    curve: schedule,
  }));
  const { schedule, ...axis } = first;
  return compareChart(curves, axis);
}

const STATUS: Record<RunStatus, RunView['status']> = {
  running: { word: 'running', kind: 'running' },
  finished: { word: 'finished', kind: 'done' },
  stopped: { word: 'stopped', kind: 'stopped' },
  interrupted: { word: 'interrupted', kind: 'stopped' },
  diverged: { word: 'diverged', kind: 'failed' },
  failed: { word: 'failed', kind: 'failed' },
};

/** A run as its chart sees it. */
export function viewOf(run: Run): RunView {
  const { lr, loss } = run.history;
  return {
    title: run.title,
    status: STATUS[run.status],
    planned: run.planned,
    totalSteps: run.plannedSteps,
    stepsPerEpoch: run.stepsPerEpoch,
    step: run.steps,
    lr,
    loss,
    validation: run.validation,
    elapsed: run.elapsedSeconds,
    ...(run.remainingSeconds !== undefined && { remaining: run.remainingSeconds }),
    ...(run.examplesPerSecond !== undefined && { examplesPerSecond: run.examplesPerSecond }),
    ...(run.stopReason !== undefined && { stopReason: run.stopReason }),
    ...(run.restoredStep !== undefined && { restored: run.restoredStep }),
  };
}
