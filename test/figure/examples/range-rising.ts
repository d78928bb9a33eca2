import { type Chart, rangeChart } from '../../../src/figure';
import { rangeView } from './ranges';

/** The loss only rose. */
export function rangeRising(): Chart {
  const mean = (exponent: number): number => 0.4 + Math.exp((exponent + 1.4) * 2.2);
  const stopReason = 'the loss passed 4 × its best';
  return rangeChart(rangeView(80, mean, 0.02, { verdict: 'rising', used: [8, 75], stopReason }));
}
