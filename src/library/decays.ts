import { cosine } from '../schedule/families/cosine';
import { exponentialDecay } from '../schedule/families/exponential-decay';
import { polynomial } from '../schedule/families/polynomial';
import type { Schedule } from '../schedule/schedule';
import { formula } from './formula';
import { flat, isLength, ramp } from './pieces';

// one native family each, and the library's formula where that family does not reach

/** `start` to `start · alpha` along a power of half a cosine. */
export function cosineMove(
  of: string,
  move: { start: number; alpha: number; steps: number; exponent?: number },
): Schedule {
  const { start, alpha, steps, exponent = 1 } = move;
  if (start === 0 || alpha === 1 || exponent === 0) return flat(start);
  if (isLength(steps)) {
    const floor = alpha * start;
    if (alpha < 1) return cosine({ peak: start, floor, exponent, steps });
    if (exponent === 1) return ramp(start, floor, steps, 'cosine');
  }
  return formula(of, { start, alpha, steps, exponent });
}

/** `start` to `end` along a power of what is left of `steps`. */
export function polynomialMove(
  of: string,
  move: { start: number; end: number; power: number; steps: number; cycle?: boolean },
): Schedule {
  const { start, end, power, steps, cycle = false } = move;
  if (start === end || power === 0) return flat(start);
  if (isLength(steps)) {
    if (power === 1 && !cycle) return ramp(start, end, steps);
    const after = cycle ? 'continue' : 'hold';
    if (start > end) return polynomial({ peak: start, floor: end, power, cycle, steps, after });
  }
  return formula(of, { start, end, power, steps, cycle });
}

/** `start · factor^(t / every)`, not below `least` when it decays and not above `most` when it grows. */
export function exponential(
  of: string,
  move: {
    start: number;
    factor: number;
    every: number;
    staircase?: boolean;
    least?: number | undefined;
    most?: number | undefined;
  },
): Schedule {
  const { start, factor, every, staircase = false, least = 0, most } = move;
  if (start <= least) return flat(least);
  if (factor >= 1 && most !== undefined && start >= most) return flat(most);
  if (factor === 1) return flat(start);
  if (factor < 1) {
    const shared = { peak: start, floor: least, after: 'continue' } as const;
    if (isLength(every)) return exponentialDecay({ ...shared, gamma: factor, every, staircase });
    if (!staircase && factor > 0)
      return exponentialDecay({ ...shared, k: -Math.log(factor) / every });
  }
  const values = { start, factor, every, staircase, least };
  return formula(of, most === undefined ? values : { ...values, most });
}
