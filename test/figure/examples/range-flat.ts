import { type Chart, rangeChart } from '../../../src/figure';
import { rangeView } from './ranges';

/** Nothing was learned at any rate: no number is shown. */
export function rangeFlat(): Chart {
  return rangeChart(rangeView(100, () => 2.29, 0.1, { verdict: 'flat', used: [10, 95] }));
}
