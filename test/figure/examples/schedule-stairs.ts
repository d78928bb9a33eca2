import { type Chart, scheduleChart } from '../../../src/figure';
import { curveOf, stairs } from './curves';

/** Few steps: the drops must be upright and stand where the new rate begins. */
export function scheduleStairs(): Chart {
  return scheduleChart(curveOf('Step decay', [stairs(60, 0.1, 15)]));
}
