import { lastAtMost, stretchedStarts } from './cycles';

/** Where cycles begin. */
export interface Restarts {
  /** First step of cycle `index`. */
  of(index: number): number;
  /** The cycle that owns step `t`. */
  last(t: number): number;
  /** All of them, and the end of the last one, where they are of different lengths. */
  readonly list?: readonly number[];
}

/** The cycles of a schedule of `steps` updates, as far as step `end`; four when `cycle` is left out. */
export function restartsOf(
  cycle: number | undefined,
  multiplier: number,
  steps: number,
  end: number,
): Restarts {
  if (multiplier === 1) return evenStarts(cycle ?? steps / 4);
  const list =
    cycle === undefined && end === steps
      ? fourCycles(multiplier, steps)
      : stretchedStarts(cycle ?? Math.ceil(steps / 4), multiplier, { end });
  return {
    list,
    of: (index) => list[index] as number,
    last: (t) => Math.min(lastAtMost(list, t), list.length - 2),
  };
}

/** Cycles of equal length need no list; a length that is no whole number is rounded at each start. */
function evenStarts(length: number): Restarts {
  const of = (index: number): number => Math.round(index * length);
  return {
    of,
    last(t) {
      const index = Math.floor(t / length);
      return of(index + 1) <= t ? index + 1 : of(index) <= t ? index : index - 1;
    },
  };
}

/** Four cycles, each `multiplier` times as long as the one before, that fill the steps exactly. */
function fourCycles(multiplier: number, steps: number): number[] {
  const ends = [0, 1, 2, 3, 4].map((index) => (multiplier ** index - 1) / (multiplier - 1));
  const starts = ends.map((share) => Math.round((steps * share) / (ends[4] as number)));
  return [...new Set(starts)];
}
