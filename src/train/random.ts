/**
 * A generator of numbers in [0, 1), the same for the same seed on every machine (mulberry32).
 *
 * @param seed Any integer; taken modulo 2³².
 */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What a generator is for: two purposes never share their numbers. */
export type Purpose = 'order' | 'layers';

/**
 * The generator of one epoch or one batch of a run. It depends on its number and on nothing that was
 * drawn before, so a run that goes on from a checkpoint draws what it would have drawn.
 *
 * @param seed Of the run.
 * @param number Epoch of an `order`, batch of the whole run for `layers`, from 0.
 */
export function randomOf(seed: number, purpose: Purpose, number: number): () => number {
  return seededRandom(mix(mix(seed ^ (purpose === 'order' ? 0 : 0x9e3779b9)) ^ number));
}

/** Spreads a change of any bit over all (the finalizer of MurmurHash3). */
function mix(value: number): number {
  let mixed = value >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Shuffles in place (Fisher-Yates). */
export function shuffle(items: Int32Array, random: () => number): void {
  for (let last = items.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const item = items[last] as number;
    items[last] = items[other] as number;
    items[other] = item;
  }
}

const native = Math.random;
const ours = new WeakSet<() => number>();
/** Whether {@link withRandom} works: in a hardened realm `Math` is frozen. */
export function canReplaceRandom(): boolean {
  return Object.getOwnPropertyDescriptor(Math, 'random')?.writable === true;
}

/**
 * Runs `work`, which must be synchronous, while `Math.random` draws from `random`: dropout and noise
 * layers take their numbers there, and cannot be given a generator.
 */
export function withRandom<T>(random: () => number, work: () => T): T {
  if (!canReplaceRandom()) return work();
  const before = Math.random;
  Math.random = random;
  ours.add(random);
  try {
    return work();
  } finally {
    // an earlier training that was torn down in the middle of an update may have left its own
    Math.random = ours.has(before) ? native : before;
  }
}
