/** Points of a centred mean. */
export const WINDOW = 5;

/**
 * Each value averaged with its two neighbours on either side. It does not lag behind the curve as a
 * running average does, so what is left over is noise.
 *
 * The first and the last two have the mean of the first and the last five: of fewer, the start would
 * be the noisiest point of all. Below ten values that would hide the curve, so they have what there is.
 *
 * @returns NaN where the value itself is not finite; in the mean of its neighbours it is left out.
 */
export function centredMean(values: ArrayLike<number>): Float64Array {
  const { length } = values;
  const reach = (WINDOW - 1) / 2;
  const inset = length < 2 * WINDOW ? 0 : reach;
  return Float64Array.from({ length }, (_, i) => {
    if (!Number.isFinite(values[i])) return Number.NaN;
    const middle = Math.min(Math.max(i, inset), length - 1 - inset);
    const near: number[] = [];
    for (let j = Math.max(0, middle - reach); j <= middle + reach && j < length; j++) {
      if (Number.isFinite(values[j])) near.push(values[j] as number);
    }
    const first = near[0] as number;
    // from the first value on, so that the mean of equal values is that value
    return first + near.reduce((sum, value) => sum + (value - first), 0) / near.length;
  });
}

/** Exponential moving average without the pull of its start (Adam's bias correction). */
export class MovingAverage {
  private sum = 0;
  private weight = 0;
  private readonly beta: number;

  /** @param beta Weight of what came before; at least 0, below 1. 0 gives the values. */
  constructor(beta: number) {
    this.beta = beta;
  }

  /** Takes a value. @returns The average with it; after a value that is not finite neither is it. */
  next(value: number): number {
    this.sum = this.beta * this.sum + (1 - this.beta) * value;
    this.weight = this.beta * this.weight + (1 - this.beta);
    return this.sum / this.weight;
  }
}

/** The moving average at each value. */
export function movingAverages(values: ArrayLike<number>, beta: number): Float64Array {
  const average = new MovingAverage(beta);
  return Float64Array.from(values, (value) => average.next(value));
}

/** Middle of some numbers, the mean of the two in the middle of an even count; NaN when there is none. */
export function median(values: Iterable<number>): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** A loss some times another; as far above a negative one, of which a multiple would be below it. */
export function times(factor: number, loss: number): number {
  return loss >= 0 ? factor * loss : (2 - factor) * loss;
}
