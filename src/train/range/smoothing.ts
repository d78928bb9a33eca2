/** Points of a centred mean. */
export const WINDOW = 5;

/**
 * Each value averaged with its two neighbours on either side; at the ends with those there are. It
 * does not lag behind the curve as a running average does, so what is left over is noise.
 *
 * @returns NaN where the value itself is not finite; in the mean of its neighbours it is left out.
 */
export function centredMean(values: ArrayLike<number>): Float64Array {
  const reach = (WINDOW - 1) / 2;
  return Float64Array.from({ length: values.length }, (_, i) => {
    if (!Number.isFinite(values[i])) return Number.NaN;
    const near: number[] = [];
    for (let j = Math.max(0, i - reach); j <= i + reach && j < values.length; j++) {
      if (Number.isFinite(values[j])) near.push(values[j] as number);
    }
    const first = near[0] as number;
    // from the first value on, so that the mean of equal values is that value
    return first + near.reduce((sum, value) => sum + (value - first), 0) / near.length;
  });
}

/**
 * Exponential moving average without the pull of its start (Adam's bias correction).
 *
 * @param beta Weight of what came before; at least 0, below 1. 0 gives the values.
 * @returns A value that is not finite makes all after it so.
 */
export function movingAverage(values: ArrayLike<number>, beta: number): Float64Array {
  let average = 0;
  let weight = 0;
  return Float64Array.from(values, (value) => {
    average = beta * average + (1 - beta) * value;
    weight = beta * weight + (1 - beta);
    return average / weight;
  });
}

/** Middle of some numbers, the mean of the two in the middle of an even count; NaN when there is none. */
export function median(values: Iterable<number>): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
