import { checkCurve, checkSuggestOptions, LEAST_POINTS } from './check-curve';
import { type Evidence, measure } from './evidence';
import { type Curve, minimum, slide, steep, steepestDecade, steepestStep, valley } from './rules';
import { movingAverages } from './smoothing';
import { judge, type Verdict } from './verdict';

/** Options of `suggestLr`. Without any, the rules see the losses as they are given. */
export interface SuggestOptions {
  /** Weight of the past in the average that the rules read, from 0 to below 1; 0 when left out. */
  readonly smoothing?: number;
  /** Points at the start that the rules leave out; 0 when left out. */
  readonly skipStart?: number;
  /** Points at the end that the rules leave out; 0 when left out. */
  readonly skipEnd?: number;
  /** Median over the rates of the standard deviation between repeats; 0 when left out. */
  readonly spread?: number;
}

/** Learning rates read off a curve, and whether to trust them. */
export interface Suggestion {
  /** Half way into the longest descent; fastai's default. */
  readonly valley: number;
  /** Where the loss falls fastest for the logarithm of the rate. */
  readonly steep: number;
  /** Where the slope begins to differ from the one 15 points on, seen from the end. */
  readonly slide: number;
  /** A tenth of the rate with the lowest loss. */
  readonly minimum: number;
  /** Where the loss falls fastest from step to step, as torch-lr-finder suggests. */
  readonly perStep: number;
  /** Where the loss falls fastest for the decimal logarithm, by central differences. */
  readonly perDecade: number;
  /** Highest of valley, steep, slide and minimum over the lowest: 1 where they agree. */
  readonly span: number;
  readonly verdict: Verdict;
  /** Why, in one sentence. */
  readonly reason: string;
  /** The numbers behind the verdict. */
  readonly evidence: Evidence;
  /** Points that the rules read: from the first index up to before the second. */
  readonly used: readonly [from: number, to: number];
}

/**
 * Suggests learning rates from the losses of a range test, by the rules of fastai, and says whether
 * the curve can tell one at all. The numbers are always there; read the verdict first.
 *
 * The rules read up to the first loss that is not finite. The verdict is about the losses as they
 * are given: `smoothing` and what is skipped are for the rules alone.
 *
 * @param rates Learning rates in rising order, each above 0; at least five.
 * @param losses The loss before the update with each rate; NaN and Infinity mean that it diverged.
 * @throws TypeError | RangeError that names what will not do.
 * @example
 * const rates = Array.from({ length: 100 }, (_, i) => 1e-6 * 10 ** (i / 14));
 * const losses = rates.map((rate) => 2 - 1.5 / (1 + 1e-3 / rate) + rate ** 2);
 * const { valley, verdict } = suggestLr(rates, losses);
 * assert.equal(verdict, 'ok');
 * assert.ok(valley > 1e-5 && valley < 1e-2);
 */
export function suggestLr(
  rates: ArrayLike<number>,
  losses: ArrayLike<number>,
  options: SuggestOptions = {},
): Suggestion {
  checkCurve(rates, losses);
  checkSuggestOptions(options);
  return suggestionOf({ rates, losses }, options);
}

/** The same, for curves of one point or more that need no check. */
export function suggestionOf(curve: Curve, options: SuggestOptions = {}): Suggestion {
  const { smoothing = 0, spread = 0 } = options;
  const evidence = measure(curve.rates, curve.losses, spread);
  const { verdict, reason } = judge(evidence);
  const averaged = movingAverages(curve.losses, smoothing);
  const used = usedOf(averaged, options);
  const read = {
    rates: Array.from(curve.rates).slice(...used),
    losses: averaged.subarray(...used),
  };
  const at = (rule: (curve: Curve) => number): number => read.rates[rule(read)] as number;
  const four = {
    valley: at(valley),
    steep: at(steep),
    slide: at(slide),
    minimum: at(minimum) / 10,
  };
  const sorted = Object.values(four).sort((a, b) => a - b);
  return {
    ...four,
    perStep: at(steepestStep),
    perDecade: at(steepestDecade),
    span: (sorted[3] as number) / (sorted[0] as number),
    verdict,
    reason,
    evidence,
    used,
  };
}

/** Where the rules read: without what is skipped, up to the first average that is not finite. */
function usedOf(
  averaged: Float64Array,
  { skipStart = 0, skipEnd = 0 }: SuggestOptions,
): readonly [from: number, to: number] {
  // the rules compute in float32, where a large loss is infinite
  const bad = averaged.findIndex((loss) => !Number.isFinite(Math.fround(loss)));
  const finite = bad < 0 ? averaged.length : bad;
  const end = Math.min(finite, averaged.length - skipEnd);
  if (end - skipStart >= LEAST_POINTS) return [skipStart, end];
  // of a curve that diverges at once, the first rate
  return [0, Math.max(1, finite)];
}
