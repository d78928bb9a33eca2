import { type Chart, runChart } from '../../../src/figure';
import { cosine, curveOf, warmup } from './curves';
import { random } from './losses';
import { runView, validated } from './runs';

/** One-cycle: momentum falls while the rate rises; weight decay follows, the gradient was measured now and then. */
export function runMomentum(): Chart {
  const planned = curveOf('one-cycle', [
    warmup(1407, 1e-2),
    { ...cosine(3283, 1e-2, 4e-8), name: 'anneal' },
  ]);
  const next = random(9);
  const along = (step: number): number => planned(step) / 1e-2;
  const column = (at: (step: number) => number): Float64Array =>
    Float64Array.from({ length: 4690 }, (_, step) => at(step));
  return runChart(
    runView(4690, {
      planned,
      title: 'one-cycle, momentum 0.85 to 0.95',
      status: { word: 'finished', kind: 'done' },
      validation: validated(0.15, 0.09, 0.08, 0.07, 0.06, 0.055, 0.052, 0.05, 0.049, 0.0492),
      momentum: column((step) => 0.95 - 0.1 * along(step)),
      weightDecay: column((step) => 1e-4 * along(step)),
      gradNorm: column((step) =>
        step % 10 === 0 ? 0.4 + 2 * Math.exp(-step / 500) + 0.3 * next() : Number.NaN,
      ),
    }),
  );
}
