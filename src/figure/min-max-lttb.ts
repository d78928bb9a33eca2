import { Buckets, extremes } from './downsample';
import { mergeSteps } from './sample';

/** Area of the triangle of three points, doubled. */
function area(
  values: ArrayLike<number>,
  a: number,
  b: number,
  [cx, cy]: readonly [number, number],
): number {
  const [ay, by] = [values[a] as number, values[b] as number];
  return Math.abs((a - cx) * (by - ay) - (a - b) * (cy - ay));
}

/** Largest-triangle-three-buckets (Steinarsson, 2013): the points that keep the look of a line. */
function largestTriangles(
  values: ArrayLike<number>,
  steps: readonly number[],
  count: number,
): number[] {
  if (steps.length <= count || count < 3) return steps.slice(0, Math.max(count, 0));
  const every = (steps.length - 2) / (count - 2);
  const kept = [steps[0] as number];
  for (let part = 0; part < count - 2; part++) {
    const from = Math.floor(part * every) + 1;
    const to = Math.floor((part + 1) * every) + 1;
    const end = Math.min(steps.length, Math.floor((part + 2) * every) + 1);
    let [x, y] = [0, 0];
    for (let i = to; i < end; i++) {
      x += steps[i] as number;
      y += values[steps[i] as number] as number;
    }
    const mean = [x / (end - to), y / (end - to)] as const;
    const last = kept[kept.length - 1] as number;
    let [best, largest] = [steps[from] as number, -1];
    for (let i = from; i < to; i++) {
      const size = area(values, last, steps[i] as number, mean);
      if (size > largest) [best, largest] = [steps[i] as number, size];
    }
    kept.push(best);
  }
  kept.push(steps[steps.length - 1] as number);
  return kept;
}

/**
 * The steps that draw a finished series: MinMaxLTTB (Van Der Donckt et al., arXiv 2305.00332), and beside its points
 * the lowest and highest of each of many equal parts, so that no extreme is lost. A step without a finite value stays
 * where it begins a gap.
 *
 * @param count Steps at most, at least 16.
 * @returns Ascending, first and last always among them.
 * @example
 * const values = Array.from({ length: 1000 }, (_, i) => (i === 777 ? 9 : Math.sin(i / 40)));
 * const steps = minMaxLttb(values, 1000, 64);
 * assert.ok(steps.length <= 64 && steps.includes(777));
 */
export function minMaxLttb(values: ArrayLike<number>, length: number, count: number): number[] {
  if (length <= count) return Array.from({ length }, (_, step) => step);
  const buckets = new Buckets(2 * count).update(values, length);
  const isKnown = (step: number): boolean => Number.isFinite(values[step]);
  const candidates = extremes(buckets.list());
  const coarse = extremes(buckets.list(values, Math.floor(count / 8)));
  const gaps = candidates.filter((step) => !isKnown(step)).slice(0, Math.floor(count / 8));
  const always = mergeSteps(coarse, gaps);
  const free = candidates.filter(isKnown);
  return mergeSteps(always, largestTriangles(values, free, count - always.length));
}
