import { centredMean, median, times, WINDOW } from './smoothing';

/** The numbers a verdict is decided by. Those of the curve are of its centred mean of five points. */
export interface Evidence {
  /** Median of the curve before it diverges. */
  readonly level: number;
  /** Farthest it gets from its level before it diverges, as a share of the level. */
  readonly deviation: number;
  /** Its first point. */
  readonly start: number;
  /** Its last point. */
  readonly end: number;
  /** Its lowest point. */
  readonly lowest: number;
  /** The rate there. */
  readonly lowestRate: number;
  /** Where that is in the range of the logarithm of the rate, from 0 to 1. */
  readonly lowestAt: number;
  /** How far it falls: start − lowest. */
  readonly descent: number;
  /** 1.4826 × the median distance of the losses from it: their standard deviation, outliers aside. */
  readonly noise: number;
  /** Median over the rates of the standard deviation between repeats; 0 without repeats. */
  readonly spread: number;
  /** Index of the first loss above 4 × the lowest before it, or not finite. */
  readonly divergedAt: number | undefined;
  /** Whether there is such a loss after the lowest point. */
  readonly divergesAfterLowest: boolean;
  /** Slope over the first tenth of the range, for the natural logarithm of the rate. */
  readonly firstSlope: number;
  /** Steepest slope over any stretch of as many points. */
  readonly steepestSlope: number;
}

/** Standard deviation of normal noise over its median distance. */
const NORMAL = 1.4826;
const DIVERGED = 4;
const FIRST = 0.1;
/** What rounding may take from a share of the range. */
const ROUNDING = 1e-9;

/** Measures a curve of one point or more, its rates rising. */
export function measure(
  rates: ArrayLike<number>,
  given: ArrayLike<number>,
  spread: number,
): Evidence {
  // a loss is a float32, and sums of larger ones would be infinite
  const losses = Array.from(given, (loss) => (isLoss(loss) ? loss : Math.fround(loss)));
  const smooth = smoothed(losses);
  const finite = smooth.filter(Number.isFinite);
  const [start = Number.NaN] = finite;
  const lowest = finite.reduce((a, b) => Math.min(a, b), start);
  // the last of several, since a curve that falls to its end has the same mean there three times
  const lowestIndex = Math.max(0, smooth.lastIndexOf(lowest));
  const at = Array.from(rates, Math.log);
  const divergedAt = divergence(losses);
  return {
    ...levelOf(losses, divergedAt),
    start,
    end: finite.at(-1) ?? Number.NaN,
    lowest,
    lowestRate: rates[lowestIndex] as number,
    lowestAt: share(at, lowestIndex),
    descent: start - lowest,
    noise: noiseOf(losses, smooth),
    spread,
    divergedAt,
    divergesAfterLowest: divergence(losses, lowestIndex + 1) !== undefined,
    ...slopesOf(at, smooth),
  };
}

const isLoss = (value: number): boolean => Number.isFinite(Math.fround(value));

/** The centred mean; of fewer points the losses, as their means would all be much the same. */
function smoothed(losses: ArrayLike<number>): Float64Array {
  return losses.length < WINDOW ? Float64Array.from(losses) : centredMean(losses);
}

/** Index of the first loss, from one on, that is above 4 × the lowest before it or not finite. */
function divergence(losses: ArrayLike<number>, from = 0): number | undefined {
  let lowest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < losses.length; i++) {
    const loss = losses[i] as number;
    if (i >= from && (!Number.isFinite(loss) || loss > times(DIVERGED, lowest))) return i;
    if (loss < lowest) lowest = loss;
  }
  return undefined;
}

/** Nothing deviates from nothing: a curve without any number has no level. */
function levelOf(
  losses: ArrayLike<number>,
  divergedAt: number | undefined,
): Pick<Evidence, 'level' | 'deviation'> {
  const before = Array.from(losses).slice(0, divergedAt);
  // one point alone would always be flat: the loss of the second batch may well be 4 × that of the first
  const seen = before.length > 1 ? before : Array.from(losses);
  const curve = smoothed(seen).filter(Number.isFinite);
  const level = median(curve);
  const farthest = curve.reduce((most, value) => Math.max(most, Math.abs(value - level)), 0);
  return { level, deviation: farthest === 0 ? 0 : farthest / Math.abs(level) };
}

function noiseOf(losses: ArrayLike<number>, smooth: Float64Array): number {
  const distances = Array.from(losses, (loss, i) => Math.abs(loss - (smooth[i] as number)));
  const middle = median(distances.filter(Number.isFinite));
  return Number.isFinite(middle) ? NORMAL * middle : 0;
}

/** Where a point is in the range, from 0 to 1. */
function share(at: readonly number[], index: number): number {
  const first = at[0] as number;
  const span = (at.at(-1) as number) - first;
  return span > 0 ? ((at[index] as number) - first) / span : 0;
}

function slopesOf(
  at: readonly number[],
  smooth: Float64Array,
): Pick<Evidence, 'firstSlope' | 'steepestSlope'> {
  const inFirst = at.filter((_, index) => share(at, index) <= FIRST + ROUNDING).length;
  const reach = Math.max(1, inFirst - 1);
  const slopes = Array.from({ length: Math.max(0, at.length - reach) }, (_, i) => {
    const rise = (smooth[i + reach] as number) - (smooth[i] as number);
    return rise / ((at[i + reach] as number) - (at[i] as number));
  });
  const [firstSlope = 0] = slopes;
  return { firstSlope, steepestSlope: Math.min(...slopes.filter(Number.isFinite)) };
}
