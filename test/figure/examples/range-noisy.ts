import { type Chart, rangeChart } from '../../../src/figure';
import { rangeView } from './ranges';

/** The losses scatter as far as they fall; three repeats did not help. */
export function rangeNoisy(): Chart {
  const view = rangeView(100, (exponent) => 2.1 - 0.05 * (exponent + 7), 1.1, {
    verdict: 'noisy',
    used: [10, 95],
    repeats: 3,
  });
  const apart = (by: number): number[] =>
    Array.from(view.losses, (loss, i) => loss + by * (0.3 + (i % 7) / 14));
  return rangeChart({ ...view, low: apart(-0.8), high: apart(0.8) });
}
