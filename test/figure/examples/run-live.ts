import { type Chart, runChart } from '../../../src/figure';
import { runView, validated } from './runs';

/** A run at 39 % of its plan. */
export function runLive(): Chart {
  const validation = validated(0.1502, 0.0846, 0.0587);
  return runChart(runView(1820, { validation, remaining: 36, examplesPerSecond: 10_322 }));
}
