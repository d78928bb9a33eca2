import { type Chart, runChart } from '../../../src/figure';
import { runView, validated } from './runs';

/** A run at 90 % of its plan: its labels no longer fit on the right. */
export function runLate(): Chart {
  const validation = validated(0.1411, 0.0825, 0.0611, 0.054, 0.0512, 0.0529, 0.0561, 0.0604);
  return runChart(runView(4200, { validation, remaining: 6, examplesPerSecond: 10_322 }));
}
