import { type Chart, runChart } from '../../../src/figure';
import { curveOf, cycle } from './curves';
import { runView } from './runs';

/** A live run between restarts, those ahead cut like those behind. */
export function runRestarts(): Chart {
  const cycles = [1, 2, 3, 4, 5].map((number) => cycle(number, 938, 0.05, 5e-4));
  return runChart(runView(2500, { planned: curveOf('restarts', cycles), title: 'restarts' }));
}
