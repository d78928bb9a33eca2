import { display } from '../display';
import type { Schedule } from '../schedule';
import { isSchedule } from '../schedule';
import { bundleOf } from './bundle';
import { chartOf, comparisonOf, type Showable } from './chart-of';

/**
 * Draws a schedule or a run in the cell.
 *
 * @param thing A schedule, or what `fit` returned.
 * @throws RangeError when the lengths of a schedule are in units that need a plan; it names `withPlan`.
 * @example
 * show(cosine({ peak: 1e-3, steps: '10ep' }).warmup('1ep'));
 */
export function show(thing: Showable): void {
  display(bundleOf(chartOf(thing)));
}

/**
 * Draws schedules on one axis, with a table beside them.
 *
 * @param schedules Schedules, a list of them, or an object whose keys name them.
 * @throws RangeError when they count in different units; TypeError when one is not a schedule.
 * @example
 * compare(cosine({ steps: 900 }), stepDecay({ steps: 900, every: 300 }));
 * compare({ smooth: cosine(), stairs: stepDecay() });
 */
export function compare(...schedules: readonly Schedule[]): void;
export function compare(schedules: readonly Schedule[] | Readonly<Record<string, Schedule>>): void;
export function compare(...given: readonly unknown[]): void {
  display(bundleOf(comparisonOf(entriesOf(given))));
}

function entriesOf(given: readonly unknown[]): [string, Schedule][] {
  const [first] = given;
  const many = given.length === 1 && !isSchedule(first) ? first : given;
  if (Array.isArray(many)) return many.map((schedule) => [checked(schedule).label, schedule]);
  if (typeof many === 'object' && many !== null) {
    return Object.entries(many).map(([label, schedule]) => [label, checked(schedule)]);
  }
  throw notComparable();
}

function checked(schedule: unknown): Schedule {
  if (isSchedule(schedule)) return schedule;
  throw notComparable();
}

function notComparable(): TypeError {
  return new TypeError(
    'Cannot compare: give schedules, a list of them, or an object such as { smooth: cosine(), stairs: stepDecay() }',
  );
}
