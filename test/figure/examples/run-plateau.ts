import { type Chart, runChart } from '../../../src/figure';
import { runView, validated } from './runs';

/** A plateau that cut the planned rate twice: what was planned and what was used are two curves. */
export function runPlateau(): Chart {
  const view = runView(4690);
  const factor = Float64Array.from({ length: 4690 }, (_, step) =>
    step < 1876 ? 1 : step < 3283 ? 0.5 : 0.25,
  );
  return runChart({
    ...view,
    factor: 0.25,
    lr: factor.map((by, step) => by * view.planned(step)),
    title: 'warm-up, hold, cosine × plateau',
    status: { word: 'finished', kind: 'done' },
    validation: validated(0.15, 0.09, 0.091, 0.092, 0.07, 0.0701, 0.0702, 0.06, 0.059, 0.0588),
  });
}
