import type { Chart, CompareRunsOptions } from '../figure';
import { isSchedule, type Schedule } from '../schedule';
import { Run } from '../train';
import { chartOfRuns, chartOfSchedules } from './chart-of';

/** What `compare` takes side by side: schedules, or runs, or the runs of several seeds as one. */
export type Comparable = Schedule | Run | readonly Run[];

/** Several of them: a list, or an object whose keys name them. */
export type Comparison = readonly Comparable[] | Readonly<Record<string, Comparable>>;

const OPTIONS: readonly string[] = [
  'title',
  'measure',
  'target',
] satisfies (keyof CompareRunsOptions)[];

/** The chart of what `compare` was given. @throws TypeError when it cannot be compared. */
export function comparisonChart(given: readonly unknown[]): Chart {
  const [things, options] = splitOptions(given);
  const entries = named(things);
  if (entries.length === 0) throw notComparable();
  if (entries.every((entry): entry is [string, Schedule] => isSchedule(entry[1]))) {
    return chartOfSchedules(entries);
  }
  const settings = entries.map(([label, thing]) => [label, runsOf(thing)] as const);
  return chartOfRuns(settings, options);
}

const isPlain = (thing: unknown): thing is Record<string, unknown> =>
  typeof thing === 'object' && thing !== null && !Array.isArray(thing) && !(thing instanceof Run);

/** Whether a thing can stand for itself in a comparison. */
const isComparable = (thing: unknown): boolean =>
  isSchedule(thing) ||
  thing instanceof Run ||
  (Array.isArray(thing) && thing.length > 0 && thing.every((run) => run instanceof Run));

/** Options come last, after a list or an object. @throws TypeError when there is none of that name. */
function splitOptions(given: readonly unknown[]): [readonly unknown[], CompareRunsOptions] {
  const [things, options] = given;
  const several = Array.isArray(things) || isPlain(things);
  if (given.length !== 2 || !several || !isPlain(options) || isSchedule(options))
    return [given, {}];
  const unknown = Object.keys(options).find((name) => !OPTIONS.includes(name));
  if (unknown !== undefined) {
    throw new TypeError(
      `Cannot compare: there is no option '${unknown.slice(0, 40)}'; there are ${OPTIONS.join(', ')}`,
    );
  }
  return [[things], options];
}

function named(given: readonly unknown[]): [string, unknown][] {
  const [first] = given;
  const alone = given.length === 1 && !isSchedule(first) && !(first instanceof Run);
  if (alone && isPlain(first)) return Object.entries(first);
  const list = alone && Array.isArray(first) ? first : given;
  return distinct(list.map((thing) => [labelOf(thing), thing]));
}

function labelOf(thing: unknown): string {
  if (isSchedule(thing)) return thing.label;
  const run = Array.isArray(thing) ? thing[0] : thing;
  if (isComparable(thing) && run instanceof Run) return run.title;
  throw notComparable();
}

/** Numbers names that would be told apart by their colour alone; equal schedules stay as they are. */
function distinct(entries: [string, unknown][]): [string, unknown][] {
  const counts = new Map<string, number>();
  for (const [label] of entries) counts.set(label, (counts.get(label) ?? 0) + 1);
  const seen = new Map<string, number>();
  return entries.map(([label, thing]) => {
    if ((counts.get(label) ?? 0) < 2 || isSchedule(thing)) return [label, thing];
    const number = (seen.get(label) ?? 0) + 1;
    seen.set(label, number);
    return [`${label} (${number})`, thing];
  });
}

function runsOf(thing: unknown): readonly Run[] {
  if (!isComparable(thing) || isSchedule(thing)) throw notComparable();
  return Array.isArray(thing) ? thing : [thing as Run];
}

function notComparable(): TypeError {
  return new TypeError(
    'Cannot compare: give schedules, or runs, a list of them, or an object such as { smooth: cosine(), stairs: stepDecay() } or { cosine: [run1, run2], step: [run3, run4] }',
  );
}
