import { type Chart, runChart } from '../../../src/figure';
import { runView, validated } from './runs';

/** A run that went through its whole plan. */
export function runDone(): Chart {
  const values = [0.1411, 0.0825, 0.0611, 0.054, 0.0512, 0.0508, 0.0501, 0.0497, 0.0495, 0.0496];
  const status = { word: 'finished', kind: 'done' } as const;
  return runChart(runView(4690, { status, validation: validated(...values) }));
}
