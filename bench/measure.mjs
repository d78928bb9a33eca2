/**
 * Times some functions in turns, so that a busy moment of the machine hits all alike.
 *
 * @template {string} Name
 * @param {Readonly<Record<Name, () => unknown>>} works
 * @param {number} rounds
 * @returns {Record<Name, number>} Median milliseconds of each.
 */
export function medians(works, rounds = 31) {
  const names = /** @type {Name[]} */ (Object.keys(works));
  /** @type {Record<string, number[]>} */
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = -3; round < rounds; round++) {
    for (const name of names) {
      const begun = performance.now();
      works[name]();
      // the first rounds warm the compiler up
      if (round >= 0) times[name]?.push(performance.now() - begun);
    }
  }
  return /** @type {Record<Name, number>} */ (
    Object.fromEntries(names.map((name) => [name, median(times[name] ?? [])]))
  );
}

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/**
 * @param {readonly number[]} values
 * @param {number} share 0.95 for the 95th percentile.
 */
export function percentile(values, share) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;
}

/**
 * Ratio of two medians with its 95 % interval, by resampling the rounds in which both were measured.
 *
 * @param {readonly number[]} times
 * @param {readonly number[]} base Measured in the same rounds.
 */
export function ratioOfMedians(times, base, samples = 4000) {
  const ratios = Array.from({ length: samples }, () => {
    const rounds = times.map(() => Math.floor(Math.random() * times.length));
    return median(rounds.map((i) => times[i] ?? 0)) / median(rounds.map((i) => base[i] ?? 0));
  }).sort((a, b) => a - b);
  return {
    ratio: median(times) / median(base),
    low: ratios[Math.floor(0.025 * samples)] ?? Number.NaN,
    high: ratios[Math.floor(0.975 * samples)] ?? Number.NaN,
  };
}

/**
 * A table in Markdown.
 *
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 */
export function table(head, rows) {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
