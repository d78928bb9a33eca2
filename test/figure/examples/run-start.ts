import { type Chart, runChart } from '../../../src/figure';
import { runView } from './runs';

/** Before the first update: the plan alone. */
export function runStart(): Chart {
  return runChart(runView(0));
}
