/** Numbers between 0 and 1 that are the same for a seed on every machine (mulberry32). */
export function random(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Losses that look trained and are not: a mean that falls, times seeded noise. */
export function losses(count: number, seed = 11): Float64Array {
  const next = random(seed);
  const noise = (): number => next() + next() + next() - 1.5;
  return Float64Array.from({ length: count }, (_, step) => {
    const mean = 0.024 + 2.05 * Math.exp(-step / 70) + 0.24 * Math.exp(-step / 620);
    return mean * Math.exp(0.55 * noise() * Math.min(1, 0.25 + step / 400) - 0.04);
  });
}
