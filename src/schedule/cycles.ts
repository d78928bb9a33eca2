/** Most cycles that are listed: what a hostile spec may cost. */
const MOST_STARTS = 100_000;

/**
 * Starts of cycles of which each is `multiplier` times as long as the one before, counted in whole
 * updates: a logarithm misses boundaries.
 *
 * @param until Either the step to reach, or how many cycles.
 * @returns The starts, and the end of the last cycle.
 * @throws RangeError when there would be more than 100,000 cycles.
 */
export function stretchedStarts(
  first: number,
  multiplier: number,
  until: { readonly end: number } | { readonly turns: number },
): number[] {
  const starts = [0];
  const done = (): boolean =>
    'turns' in until ? starts.length > until.turns : (starts.at(-1) as number) >= until.end;
  for (let length = first; !done(); length *= multiplier) {
    if (starts.length > MOST_STARTS) {
      throw new RangeError(
        `Cannot build cycles: a first one of ${first} and a multiplier of ${multiplier} make more than ${MOST_STARTS}; take longer cycles, or fewer`,
      );
    }
    starts.push((starts.at(-1) as number) + Math.round(length));
  }
  return starts;
}

/** Index of the last of some ascending steps that is at most `t`. */
export function lastAtMost(steps: readonly number[], t: number): number {
  let low = 0;
  let high = steps.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((steps[middle] as number) <= t) low = middle;
    else high = middle - 1;
  }
  return low;
}
