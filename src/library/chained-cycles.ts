import { lastAtMost } from '../schedule/cycles';

/** Most cycles that are listed: what a hostile spec may cost. */
const MOST_CYCLES = 100_000;

/** Where cycles start, for any step. */
export interface Cycles {
  /** Number of the cycle that `step` is in, its start and its length, in updates that need not be whole. */
  of(step: number): { readonly index: number; readonly start: number; readonly length: number };
  /** Start of cycle `index`. */
  start(index: number): number;
}

/**
 * Cycles each of whose lengths follows from the one before, found by listing them: a logarithm misses boundaries.
 *
 * @param first Length of cycle 0, above 0.
 * @param next Length of the cycle after one of `length`. Equal lengths are not listed; after one of 0 comes a cycle that never ends.
 * @throws RangeError when more than 100,000 cycles would be listed.
 */
export function cycles(first: number, next: (length: number) => number): Cycles {
  const starts = [0];
  let length = first;
  let start = 0;
  for (let after = next(length); after !== length; after = next(length)) {
    start = whole(start + length);
    length = whole(after);
    starts.push(start);
    if (length <= 0 || start > Number.MAX_SAFE_INTEGER) break;
    if (starts.length > MOST_CYCLES) {
      throw new RangeError(
        `Cannot build formula: its lengths make more than ${MOST_CYCLES} cycles; take multipliers of 1, or further from it`,
      );
    }
  }
  const listed = starts.length - 1;
  const lastStart = starts[listed] as number;
  const lastLength = length > 0 ? length : Number.POSITIVE_INFINITY;
  const startOf = (index: number): number =>
    index <= listed ? (starts[index] as number) : lastStart + (index - listed) * lastLength;
  return {
    start: startOf,
    of(step) {
      const index =
        step >= lastStart
          ? listed + Math.floor((step - lastStart) / lastLength)
          : lastAtMost(starts, step);
      return { index, start: startOf(index), length: startOf(index + 1) - startOf(index) };
    },
  };
}

/** A length that float64 made a hair longer or shorter than a whole number is that number. */
function whole(length: number): number {
  const near = Math.round(length);
  return Math.abs(length - near) <= 1e-9 * Math.abs(length) ? near : length;
}
