import {
  type Chart,
  type CompareRunsOptions,
  compareChart,
  compareRunsChart,
  type RangeView,
  type RunView,
  rangeChart,
  runChart,
  scheduleChart,
} from '../figure';
import { type Feedback, isFeedback, isSchedule, preview, type Schedule } from '../schedule';
import { pointwiseParts } from '../schedule/parts';
import { stepsPerEpoch } from '../schedule/plan';
import { RangeTest, Run, type RunStatus } from '../train';

/** What `show` can draw. */
export type Showable = Schedule | Feedback | Run | RangeTest;

/** The chart of a schedule, a run or a range test. @throws TypeError for anything else. */
export function chartOf(thing: Showable): Chart {
  if (isSchedule(thing)) {
    const { schedule, ...axis } = preview(thing);
    return scheduleChart(schedule, axis);
  }
  if (thing instanceof Run) return runChart(viewOf(thing));
  if (thing instanceof RangeTest) return rangeChart(rangeViewOf(thing));
  if (isFeedback(thing)) {
    throw new TypeError(
      'Cannot show a schedule that listens to metrics: its curve is not known before them; replay(metrics) gives its rates',
    );
  }
  throw new TypeError(
    'Cannot show this: show takes a schedule such as cosine({ peak: 1e-3 }), the run of a fit, or a range test',
  );
}

/** The chart of several schedules on one axis. */
export function chartOfSchedules(
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

/** The chart of several settings, the seeds of each as one. */
export function chartOfRuns(
  entries: readonly (readonly [label: string, runs: readonly Run[]])[],
  options: CompareRunsOptions = {},
): Chart {
  const settings = entries.map(([label, runs]) => ({ label, runs: runs.map(viewOf) }));
  return compareRunsChart(settings, options);
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
  const { lr, loss, momentum, weightDecay, gradientNorm } = run.history;
  const perEpoch = stepsPerEpoch(run.plan);
  const examples = run.plan.batchSize;
  const planned = plannedOf(run);
  const last = run.steps - 1;
  const isCut = planned !== run.planned && run.steps > 0 && planned(last) > 0;
  return {
    title: run.title,
    status: STATUS[run.status],
    planned,
    ...(run.changes.length > 0 && { changes: changesOf(run) }),
    totalSteps: run.plannedSteps,
    ...(perEpoch !== undefined && { stepsPerEpoch: perEpoch }),
    ...(examples !== undefined && { examplesPerStep: examples * (run.plan.accumulation ?? 1) }),
    step: run.steps,
    lr,
    loss,
    ...(momentum && { momentum }),
    ...(weightDecay && { weightDecay }),
    ...(gradientNorm && { gradNorm: gradientNorm }),
    ...(isCut && { factor: (lr[last] as number) / planned(last) }),
    validation: run.validation,
    elapsed: run.elapsedSeconds,
    ...(run.remainingSeconds !== undefined && { remaining: run.remainingSeconds }),
    ...(run.examplesPerSecond !== undefined && { examplesPerSecond: run.examplesPerSecond }),
    ...(run.stopReason !== undefined && { stopReason: run.stopReason }),
    ...(run.resumedAt.length > 0 && { resumedAt: run.resumedAt }),
    ...(run.restoredStep !== undefined && { restored: run.restoredStep }),
  };
}

/**
 * What a run was to use before it heard anything: its schedule, or the one schedule of which a feedback makes more or
 * less. What it used is drawn beside it.
 */
function plannedOf({ schedule, planned, course }: Run): RunView['planned'] {
  if (isSchedule(schedule)) return course;
  const [only, ...others] = pointwiseParts(schedule).filter(isSchedule);
  return only && others.length === 0 ? only : planned;
}

/** Each change of a run, and the schedule it was on before. */
function changesOf({ schedule, changes }: Run): NonNullable<RunView['changes']> {
  const before = [schedule as Schedule, ...changes.map((change) => change.schedule)];
  return changes.map(({ step }, index) => ({ step, before: before[index] as Schedule }));
}

/** A range test as its chart sees it. */
export function rangeViewOf(test: RangeTest): RangeView {
  const { plan, suggestion, rates, losses, smoothed, low, high, stopReason } = test;
  const { valley, steep, slide, minimum, verdict, reason, used, evidence } = suggestion;
  const repeats = test.sweeps.length;
  return {
    title: test.title,
    running: test.status === 'running',
    rates,
    losses,
    smoothed,
    ...(repeats > 1 && { low, high }),
    ...{ valley, steep, slide, minimum, verdict, reason, used },
    planned: plan.steps,
    bounds: [plan.from, plan.to],
    noise: evidence.noise,
    repeats,
    ...(stopReason !== undefined && { stopReason }),
  };
}
