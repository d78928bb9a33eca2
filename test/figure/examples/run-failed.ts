import { type Chart, runChart } from '../../../src/figure';
import { cosine, curveOf, warmup } from './curves';
import { losses } from './losses';
import { runView, validated } from './runs';

/** A loss that rose and became NaN. */
export function runFailed(): Chart {
  const planned = curveOf('warm-up, cosine', [warmup(235, 0.4), cosine(4455, 0.4, 4e-3)]);
  const loss = losses(1207, 8).map((value, step) =>
    step >= 1204 ? Number.NaN : value + Math.exp((step - 1204) / 22) * 3.1,
  );
  return runChart(
    runView(1207, {
      title: 'mnist-cnn · sgd · warm-up, cosine from 0.4',
      planned,
      loss,
      validation: validated(0.172, 0.1158),
      status: { word: 'stopped: NaN', kind: 'failed' },
      stopReason: 'stopped after 3 steps without a finite loss',
    }),
  );
}
