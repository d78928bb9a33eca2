import { type Chart, compareRunsChart } from '../../../src/figure';
import { cosine, curveOf, stairs, warmup } from './curves';
import { losses } from './losses';
import { runView } from './runs';

/** One run each, of different lengths, without validation: the training loss, smoothed. */
export function compareSingleRuns(): Chart {
  const status = { word: 'finished', kind: 'done' } as const;
  const failed = { word: 'diverged', kind: 'failed' } as const;
  const high = curveOf('high', [stairs(4690, 0.4, 938)]);
  const runs = {
    cosine: runView(4690, { status }),
    stairs: runView(3000, {
      status,
      planned: curveOf('stairs', [stairs(3000, 1e-3, 600)]),
      loss: losses(3000, 5).map((loss) => loss * 1.3),
    }),
    'too high': runView(1207, {
      status: failed,
      planned: high,
      loss: losses(1207, 8).map((loss, step) =>
        step > 1203 ? Number.NaN : loss + Math.exp((step - 1204) / 22) * 3.1,
      ),
    }),
    'warm-up alone': runView(4690, {
      status,
      planned: curveOf('warm', [warmup(235, 1e-3), cosine(4455, 1e-3, 5e-4)]),
      loss: losses(4690, 77).map((loss) => loss * 1.1),
    }),
  };
  return compareRunsChart(Object.entries(runs).map(([label, run]) => ({ label, runs: [run] })));
}
