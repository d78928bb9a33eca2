import { type Chart, scheduleChart } from '../../../src/figure';
import { curveOf, cycle, hold, warmup } from './curves';

/** Warm-up, hold and three cycles, each twice as long as the one before. */
export function scheduleRestarts(): Chart {
  const curve = curveOf('Warm-up, hold, cosine with 2 restarts', [
    warmup(469, 1e-3),
    hold(938, 1e-3),
    cycle(1, 469, 1e-3, 1e-5),
    cycle(2, 938, 1e-3, 1e-5),
    cycle(3, 1876, 1e-3, 1e-5),
  ]);
  return scheduleChart(curve, { stepsPerEpoch: 469 });
}
