import { formatLoss, rateText } from '../../schedule/words';
import type { Evidence } from './evidence';

/**
 * Whether a curve can tell a learning rate, decided in this order:
 * - `flat`: until it diverges the whole curve stays within 1 % of its level;
 * - `rising`: it never gets below its start by more than 3 × its noise, and ends above it by more;
 * - `noisy`: its noise, or the spread of its repeats, is a third of its descent or more;
 * - `narrow`: it is lowest in the last 5 % of the range and does not diverge after that, or it falls
 *   in the first 10 % already, at half of its steepest slope or more;
 * - `ok`: none of these.
 */
export type Verdict = 'flat' | 'rising' | 'noisy' | 'narrow' | 'ok';

/** A verdict, and in one sentence what was seen and what may be done about it. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly reason: string;
}

const FLAT = 0.01;
const RISING = 3;
const NOISY = 1 / 3;
const LATE = 0.95;
const EARLY = 0.5;
/** What rounding may make of the difference of two losses, or of two places in the range. */
const ROUNDING = 1e-12;

/** Decides by the numbers that were measured. */
export function judge(evidence: Evidence): Judgement {
  const { level, deviation, start, end, descent, noise, spread, lowestRate } = evidence;
  const percent = (share: number): string => `${Number((100 * share).toPrecision(2))} %`;
  if (deviation <= FLAT) {
    const reason = Number.isFinite(level)
      ? `the loss stays within ${percent(deviation)} of ${formatLoss(level)}: test higher rates, or check the data and the loss`
      : 'the loss is no number at the first rate already: test lower rates, or check the data and the loss';
    return { verdict: 'flat', reason };
  }
  const rounding = ROUNDING * Math.abs(start);
  const significant = RISING * noise + rounding;
  if (descent <= significant && end - start > significant) {
    return {
      verdict: 'rising',
      reason: `the loss never gets below its start, ${formatLoss(start)}, and ends at ${formatLoss(end)}: test lower rates, or check the loss`,
    };
  }
  const worst = Math.max(noise, spread);
  if (worst + rounding >= NOISY * descent) {
    const what = spread > noise ? 'spread of the repeats' : 'noise';
    return {
      verdict: 'noisy',
      reason: `the ${what}, ${formatLoss(worst)}, is too large for a descent of ${formatLoss(Math.max(0, descent))}: use larger batches, or more repeats`,
    };
  }
  if (evidence.lowestAt >= LATE - ROUNDING && !evidence.divergesAfterLowest) {
    return {
      verdict: 'narrow',
      reason: `the loss is lowest at ${rateText(lowestRate)}, where the range ends: test higher rates`,
    };
  }
  const { firstSlope, steepestSlope } = evidence;
  if (firstSlope <= EARLY * steepestSlope) {
    return {
      verdict: 'narrow',
      reason: 'the loss falls from the first rate on: test lower rates',
    };
  }
  return {
    verdict: 'ok',
    reason: `the loss falls by ${formatLoss(descent)} from ${formatLoss(start)}, ${rateText(descent / noise)} × its noise`,
  };
}
