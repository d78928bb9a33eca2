import type { Curve } from '../schedule/family';
import type { Formula } from './formulas';
import {
  cosineMove,
  exponential,
  flagOf,
  listOf,
  onePiece,
  polynomialMove,
} from './formulas-shared';

/** What Optax computes and no native family does: growth, rising powers, pieces that begin before step 0. */
export const optaxFormulas: Readonly<Record<string, Formula>> = {
  'optax.polynomial_schedule': polynomialMove,
  'optax.exponential_decay': exponential,
  'optax.cosine_decay_schedule': cosineMove,
  'optax.piecewise_interpolate_schedule': interpolated,
};

/** Through `rates` at `points`, which may lie between two steps, and the first of them before step 0. */
function interpolated(values: Parameters<Formula>[0]): Curve {
  const points = listOf(values, 'points', Number.NEGATIVE_INFINITY);
  const rates = listOf(values, 'rates');
  const cosine = flagOf(values, 'cosine');
  if (points.length !== rates.length) {
    throw new RangeError(
      `Cannot build formula: values.rates must be as many as values.points (${points.length}), got ${rates.length}`,
    );
  }
  const last = points.length - 1;
  const at = (t: number): number => {
    let index = last;
    while (index > 0 && t < (points[index] as number)) index--;
    const from = rates[index] as number;
    if (index === last) return from;
    const start = points[index] as number;
    const share = (t - start) / Math.max(1, (points[index + 1] as number) - start);
    const moved = cosine ? (1 - Math.cos(Math.PI * share)) / 2 : share;
    return from + ((rates[index + 1] as number) - from) * moved;
  };
  const kind = (rates[last] as number) > (rates[0] as number) ? 'rise' : 'fall';
  return onePiece('piecewise', kind, points[last] as number, at);
}
