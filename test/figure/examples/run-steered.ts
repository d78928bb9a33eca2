import { type Chart, runChart } from '../../../src/figure';
import { cosine, curveOf, hold, warmup } from './curves';
import { planned, runView, validated } from './runs';

const [lower, second] = [8.4e-4, 6e-4].map((peak) =>
  curveOf('steered', [warmup(235, peak), hold(563, peak), cosine(3892, peak, 1e-5)]),
) as [typeof planned, typeof planned];

/** Steered twice: at step 1,641 to a lower peak, and a little later to one that is lower still. */
export function runSteered(): Chart {
  const course = Object.assign(
    (step: number): number => (step < 1641 ? planned : step < 2400 ? lower : second)(step),
    { steps: planned.steps, label: planned.label, phases: planned.phases },
  );
  return runChart(
    runView(2431, {
      planned: course,
      changes: [
        { step: 1641, before: planned },
        { step: 2400, before: lower },
      ],
      validation: validated(0.15, 0.09, 0.07, 0.06, 0.059),
      remaining: 28,
    }),
  );
}
