/** What is kept of a run of consecutive steps. */
export interface Bucket {
  /** Step of the lowest finite value, −1 if there is none; of equal ones the first. */
  readonly low: number;
  /** Step of the highest finite value, −1 if there is none; of equal ones the first. */
  readonly high: number;
  /** First step whose value is not finite, −1 if there is none. */
  readonly bad: number;
  /** Last step of the bucket so far. */
  readonly last: number;
  /** Smoothed value after the last finite step; NaN if the bucket has none. */
  readonly smooth: number;
  /** Finite values, and their sum. */
  readonly count: number;
  readonly sum: number;
}

function join(a: Bucket, b: Bucket | undefined, values: ArrayLike<number>): Bucket {
  if (b === undefined) return a;
  const at = (step: number): number => values[step] as number;
  return {
    low: b.low < 0 || (a.low >= 0 && at(a.low) <= at(b.low)) ? a.low : b.low,
    high: b.high < 0 || (a.high >= 0 && at(a.high) >= at(b.high)) ? a.high : b.high,
    bad: a.bad < 0 ? b.bad : a.bad,
    last: b.last,
    smooth: b.low < 0 ? a.smooth : b.smooth,
    count: a.count + b.count,
    sum: a.sum + b.sum,
  };
}

/** Neighbours joined in pairs, counted from step 0. */
function halve(buckets: readonly Bucket[], values: ArrayLike<number>): Bucket[] {
  const joined: Bucket[] = [];
  for (let i = 0; i < buckets.length; i += 2) {
    joined.push(join(buckets[i] as Bucket, buckets[i + 1], values));
  }
  return joined;
}

/**
 * A growing series in at most `limit` buckets: extremes, gaps and a smoothed value of each.
 *
 * Buckets are a power of two long and start at step 0, so that the points of a live chart stay where they are; when
 * there are too many, neighbours join. Taking in n more values costs O(n), however many came before.
 *
 * @example
 * const buckets = new Buckets(2).update([5, 1, 9, 4], 4);
 * assert.deepEqual(buckets.list().map((bucket) => bucket.low), [1, 3]);
 */
export class Buckets {
  /** Steps a bucket holds; a power of two. */
  size = 1;
  /** Values taken in. */
  length = 0;
  /** Lowest finite value; Infinity before the first. */
  lowest = Number.POSITIVE_INFINITY;
  /** Highest finite value; −Infinity before the first. */
  highest = Number.NEGATIVE_INFINITY;
  /** Debiased moving average after the last finite value; NaN before the first. */
  average = Number.NaN;

  /** Weight of the past in the average. */
  readonly smoothing: number;
  readonly #limit: number;
  #isClose = false;
  #buckets: Bucket[] = [];
  #sum = 0;
  #weight = 0;

  /**
   * @param limit Buckets kept at most, an integer of at least 1.
   * @param smoothing Weight of the past in the moving average, 0 to 1 (exclusive).
   */
  constructor(limit: number, smoothing = 0.9) {
    this.#limit = limit;
    this.smoothing = smoothing;
  }

  /**
   * A series with one part told as finely as `limit` buckets can, and what lies before and behind in a bucket each.
   *
   * @param length Values there are.
   * @param part First and last step of the part.
   * @example
   * const { last } = Buckets.around([5, 1, 9, 4, 7], 5, [1, 2]).list()[1] ?? {};
   * assert.equal(last, 1);
   */
  static around(
    values: ArrayLike<number>,
    length: number,
    [first, last]: readonly [number, number],
    { limit = 1000, smoothing = 0.9 } = {},
  ): Buckets {
    const buckets = new Buckets(limit, smoothing);
    const from = Math.min(Math.max(0, Math.floor(first)), length);
    const to = Math.min(Math.max(from, Math.ceil(last) + 1), length);
    const size = Math.max(1, Math.ceil((to - from) / limit));
    const cuts = Array.from({ length: Math.ceil((to - from) / size) }, (_, i) => from + i * size);
    for (const end of new Set([...cuts, to, length])) {
      if (end > buckets.length) buckets.#push(buckets.#scan(values, buckets.length, end), end);
    }
    buckets.#isClose = true;
    return buckets;
  }

  /** Whether one part is told finer than the rest. */
  get isClose(): boolean {
    return this.#isClose;
  }

  #push(bucket: Bucket, end: number): void {
    this.#buckets.push(bucket);
    this.length = end;
  }

  /**
   * Takes in the values from where it stopped last time.
   *
   * @param values All values since step 0; those taken in before must be unchanged.
   * @param length How many of them are there by now.
   */
  update(values: ArrayLike<number>, length: number): this {
    while (this.length < length) {
      if (this.length === this.#limit * this.size) {
        this.#buckets = halve(this.#buckets, values);
        this.size *= 2;
      }
      const start = Math.floor(this.length / this.size) * this.size;
      const end = Math.min(start + this.size, length);
      const fresh = this.#scan(values, this.length, end);
      const begun = this.length > start ? this.#buckets.pop() : undefined;
      this.#push(begun === undefined ? fresh : join(begun, fresh, values), end);
    }
    return this;
  }

  #scan(values: ArrayLike<number>, from: number, to: number): Bucket {
    let low = -1;
    let high = -1;
    let bad = -1;
    let lowest = Number.POSITIVE_INFINITY;
    let highest = Number.NEGATIVE_INFINITY;
    let count = 0;
    let total = 0;
    const keep = this.smoothing;
    for (let step = from; step < to; step++) {
      const value = values[step] as number;
      if (value - value !== 0) {
        // NaN and ±Infinity have no height and are never averaged
        if (bad < 0) bad = step;
        continue;
      }
      count += 1;
      total += value;
      this.#sum = keep * this.#sum + (1 - keep) * value;
      this.#weight = keep * this.#weight + (1 - keep);
      if (value < lowest) [lowest, low] = [value, step];
      if (value > highest) [highest, high] = [value, step];
    }
    if (low >= 0) this.average = this.#sum / this.#weight;
    this.lowest = Math.min(this.lowest, lowest);
    this.highest = Math.max(this.highest, highest);
    const smooth = low < 0 ? Number.NaN : this.average;
    return { low, high, bad, last: to - 1, smooth, count, sum: total };
  }

  /**
   * The buckets in order, joined further until there are at most `limit`; those around a part stay as they are.
   *
   * @param values The values taken in; needed when `limit` is below that of the constructor.
   */
  list(values: ArrayLike<number> = [], limit = this.#limit): readonly Bucket[] {
    let buckets: readonly Bucket[] = this.#buckets;
    while (buckets.length > limit && !this.#isClose) buckets = halve(buckets, values);
    return buckets;
  }
}

/**
 * The steps that draw a series: the lowest and the highest of each bucket in their order, first and last always.
 *
 * A bucket without a finite value gives the step it begins to fail at, where the value itself makes the gap.
 *
 * @returns At most two steps a bucket and two more, ascending.
 * @example
 * const buckets = new Buckets(2).update([1, 5, 0, 2], 4).list();
 * assert.deepEqual(extremes(buckets), [0, 1, 2, 3]);
 */
export function extremes(buckets: readonly Bucket[]): number[] {
  const steps = new Set<number>();
  if (buckets.length > 0) steps.add(0);
  for (const { low, high, bad } of buckets) {
    if (low < 0) steps.add(bad);
    else for (const step of low < high ? [low, high] : [high, low]) steps.add(step);
  }
  const last = buckets.at(-1)?.last;
  if (last !== undefined) steps.add(last);
  return [...steps];
}
