import { lastAtMost } from '../schedule/cycles';
import { lengthOf } from './formula-length';
import type { FormulaValues } from './formulas';
import { flagOf, positiveOf, rateOf } from './formulas-shared';
import { preciseLog } from './precise-log';

/** Most cycles that are listed: what a hostile spec may cost. */
const MOST_CYCLES = 100_000;

/** Where a step is: the cycle, the time since its start, and its length; both may be fractions. */
export interface Cycle {
  readonly index: number;
  readonly time: number;
  readonly length: number;
}

/** timm's cycles of `t_initial · cycle_mul^i` steps, `cycle_limit` of them. */
export interface Cycles {
  /** The cycle of a step; none after the last. */
  cycleOf(step: number): Cycle | undefined;
  /** Start of a cycle, or the end of the last one. */
  starts(index: number): number;
  /** Whole updates they last. */
  readonly steps: number;
}

/**
 * The cycles that formula values ask for. With `logarithm` they are found as the library finds them, which misses the
 * start of some.
 *
 * @throws RangeError when there would be more than 100,000 cycles of different lengths.
 */
export function timmCycles(values: FormulaValues): Cycles {
  const first = lengthOf(values, 't_initial');
  const multiplier = positiveOf(values, 'cycle_mul');
  const limit = rateOf(values, 'cycle_limit');
  const list = multiplier === 1 ? undefined : growingStarts(first, multiplier, limit);
  const starts = (index: number): number =>
    list ? (list[Math.min(index, list.length - 1)] as number) : Math.min(index, limit) * first;
  const byLogarithm = flagOf(values, 'logarithm');
  const indexOf = (t: number): number => {
    if (!list) return Math.floor(t / first);
    if (!byLogarithm) return lastAtMost(list, t);
    // cycles that shrink have an end, beyond which there is no logarithm
    const grown = 1 - (t / first) * (1 - multiplier);
    return grown > 0 ? Math.floor(preciseLog(grown) / preciseLog(multiplier)) : limit;
  };
  return {
    cycleOf(step) {
      const index = indexOf(step);
      if (index >= limit || (list && index >= list.length - 1)) return undefined;
      return { index, time: step - starts(index), length: first * multiplier ** index };
    },
    starts,
    steps: Math.max(1, Math.floor(starts(limit))),
  };
}

/** Starts of cycles that grow or shrink, and the end of the last; lengths that no step can tell apart are left out. */
function growingStarts(first: number, multiplier: number, limit: number): number[] {
  const starts = [0];
  for (let length = first; starts.length <= limit; length *= multiplier) {
    const end = (starts.at(-1) as number) + length;
    if (end > Number.MAX_SAFE_INTEGER || length < 1e-9) break;
    if (starts.length > MOST_CYCLES) {
      throw new RangeError(
        `Cannot build formula: values.cycle_mul ${multiplier} makes more than ${MOST_CYCLES} cycles; take 1 for cycles of equal length`,
      );
    }
    starts.push(end);
  }
  return starts;
}
