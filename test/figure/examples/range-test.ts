import { type Chart, rangeChart } from '../../../src/figure';
import { rangeView } from './ranges';

/** A range test that says where to look, stopped when the loss diverged. */
export function rangeTest(): Chart {
  const mean = (exponent: number): number =>
    2.27 - 1.85 / (1 + Math.exp(-(exponent + 2.1) * 2.2)) + Math.exp((exponent + 0.3) * 4.5) * 1.5;
  return rangeChart(
    rangeView(84, mean, 0.12, { used: [8, 79], stopReason: 'the loss passed 4 × its best' }),
  );
}
