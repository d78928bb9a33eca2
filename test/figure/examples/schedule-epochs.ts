import { type Chart, scheduleChart } from '../../../src/figure';
import { cosine, curveOf, warmup } from './curves';

/** Lengths in epochs, before anybody knows how many steps an epoch has. */
export function scheduleEpochs(): Chart {
  const curve = curveOf('Warm-up, cosine', [warmup(200, 1e-3), cosine(1800, 1e-3, 0)]);
  return scheduleChart(curve, { unit: 'epoch', stepsPerUnit: 200 });
}
