import { type Chart, runChart } from '../../../src/figure';
import { runView, validated } from './runs';

/** Stopped early, the weights of the best validation restored. */
export function runStopped(): Chart {
  const validation = validated(0.1411, 0.0825, 0.0611, 0.054, 0.0512, 0.0529, 0.0561, 0.0604);
  return runChart(
    runView(3752, {
      validation,
      status: { word: 'stopped early', kind: 'stopped' },
      stopReason: 'validation did not improve for 3 epochs',
      restored: 2345,
    }),
  );
}
