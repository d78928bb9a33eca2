import { gradient } from './gradient';

// four rules of fastai, the one of torch-lr-finder, and that one per decade; each gives the index of a
// rate. fastai computes in float32 and a tie is decided by its rounding: rounded here where it rounds

const f32 = Math.fround;

/** Rates in rising order, and the loss before the update with each. */
export interface Curve {
  readonly rates: ArrayLike<number>;
  /** All finite, as many as rates. */
  readonly losses: ArrayLike<number>;
}

/**
 * Half way into the longest valley, which is the longest run of points, not always neighbours, of
 * which each is lower than the one before. The default of fastai.
 */
export function valley({ losses }: Curve): number {
  const lengths = descents(losses);
  let end = 0;
  for (let i = 1; i < lengths.length; i++) {
    if ((lengths[i] as number) > (lengths[end] as number)) end = i;
  }
  if (end === 0) return 0;
  const start = end - (lengths[end] as number);
  const third = (end - start) / 3;
  return Math.max(0, start + Math.trunc(third) + Math.trunc(third / 2));
}

/** Points of the longest strictly descending run that ends at each point, in n·log n. */
function descents(losses: ArrayLike<number>): Int32Array {
  // the highest end of a run of each length so far: it falls with the length, so it can be searched
  const ends: number[] = [];
  return Int32Array.from(losses, (exact) => {
    const loss = f32(exact);
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] as number) > loss) low = middle + 1;
      else high = middle;
    }
    ends[low] = loss;
    return low + 1;
  });
}

/** Where the loss falls fastest from a point to the next, for the logarithm of the rate. */
export function steep({ rates, losses }: Curve): number {
  const loss = (i: number): number => f32(losses[i] as number);
  const logarithm = (i: number): number => f32(Math.log(f32(rates[i] as number)));
  const slopes = Array.from({ length: losses.length - 1 }, (_, i) =>
    f32(f32(loss(i + 1) - loss(i)) / f32(logarithm(i + 1) - logarithm(i))),
  );
  return lowest(slopes);
}

/** Points between the two ends of the ruler of `slide`, and the least difference of the slopes there. */
const RULER = 15;
const DIFFERENCE = 0.005;

/** The left end of a ruler that slides down from the last rate for as long as the slopes at its ends differ. */
export function slide({ losses }: Curve): number {
  const slopes = gradient(Array.from(losses, f32), undefined, f32);
  let right = losses.length - 1;
  let left = right - RULER;
  const differ = (): boolean =>
    Math.abs(f32((slopes[right] as number) - (slopes[left] as number))) > DIFFERENCE;
  let found = left;
  for (; left >= 0 && differ(); left--, right--) found = left;
  return Math.max(0, found);
}

/** Where the loss is lowest. */
export function minimum({ losses }: Curve): number {
  return lowest(Array.from(losses, f32));
}

/** Where the loss falls fastest from step to step. The rule of torch-lr-finder. */
export function steepestStep({ losses }: Curve): number {
  return lowest(gradient(losses));
}

/** Where the loss falls fastest for the decimal logarithm of the rate, by central differences. */
export function steepestDecade({ rates, losses }: Curve): number {
  return lowest(gradient(losses, Array.from(rates, Math.log10)));
}

/** Index of the lowest number, the first of several; 0 when there is none. */
function lowest(values: ArrayLike<number>): number {
  let found = 0;
  for (let i = 1; i < values.length; i++) {
    if ((values[i] as number) < (values[found] as number)) found = i;
  }
  return found;
}
