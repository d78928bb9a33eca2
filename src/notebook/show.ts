import { display } from '../display';
import type { CompareRunsOptions } from '../figure';
import { bundleOf, specOf } from './bundle';
import { chartOf, type Showable } from './chart-of';
import { type Comparable, type Comparison, comparisonChart } from './comparison';
import { withSource } from './run-source';

/**
 * Draws a schedule, a run or a range test in the cell.
 *
 * @param thing A schedule, or what `fit` or `rangeTest` returned.
 * @throws RangeError when the lengths of a schedule are in units that need a plan; it names `withPlan`.
 * @example
 * show(cosine({ peak: 1e-3, steps: '10ep' }).warmup('1ep'));
 */
export function show(thing: Showable): void {
  display({ ...bundleOf(withSource(chartOf(thing), thing)), ...specOf(thing) });
}

/**
 * Draws schedules, or runs, on one axis, with a table beside them. Runs of several seeds, given as a list, are drawn as
 * their median with a band from the lowest to the highest, and the verdict counts seed by seed.
 *
 * @param things Schedules or runs, a list of them, or an object whose keys name them.
 * @throws RangeError when schedules count in different units; TypeError when something cannot be compared.
 * @example
 * compare(cosine({ steps: 900 }), stepDecay({ steps: 900, every: 300 }));
 * compare({ smooth: cosine(), stairs: stepDecay() });
 * compare({ cosine: [runA, runB, runC], step: [runD, runE, runF] }, { target: 0.06 });
 */
export function compare(...things: readonly Comparable[]): void;
export function compare(things: Comparison, options?: CompareRunsOptions): void;
export function compare(...given: readonly unknown[]): void {
  display(bundleOf(comparisonChart(given)));
}
