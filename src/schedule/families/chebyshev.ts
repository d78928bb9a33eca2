import { AFTER } from '../after';
import { defineFamily, type Options } from '../family';
import { FLOOR, floorAbovePeak, PEAK, STEPS } from '../params';
import { onePhase } from '../phases';
import { build, type Schedule } from '../schedule';

/** What {@link chebyshev} is: its parameters, formula, phases and rates. */
export const chebyshevFamily = defineFamily({
  id: 'chebyshev',
  title: 'Chebyshev',
  summary: 'Takes the rates of a cosine at half steps, the nodes of a Chebyshev polynomial.',
  parts: 0,
  params: {
    /** Highest learning rate; the one step 0 has in a decay. */
    peak: PEAK,
    /** Lowest learning rate. */
    floor: FLOOR,
    /** Updates it lasts; what the plan leaves, or 1,000, when left out. */
    steps: STEPS,
    /** After the last step: `hold` its end, `continue` the formula, `repeat` it, or `mirror` it back and forth. */
    after: AFTER,
  },
  latex: String.raw`\eta_{\min} + \frac{\eta_{\max} - \eta_{\min}}{2} \left(1 + \cos\left(\frac{\pi (t + 1/2)}{T}\right)\right)`,
  source: {
    text: 'Agarwal et al. 2021, Acceleration via Fractal Learning Rate Schedules',
    url: 'https://arxiv.org/abs/2103.01338',
  },
  check: floorAbovePeak,
  holds: 'last',
  curve({ peak, floor, steps }) {
    const at = (t: number): number =>
      floor + ((peak - floor) / 2) * (1 + Math.cos((Math.PI * Math.min(t + 0.5, steps)) / steps));
    return { steps, phases: onePhase('Chebyshev', 'fall', steps), at };
  },
  label: () => 'Chebyshev',
});

/** Options of {@link chebyshev}. */
export interface ChebyshevOptions extends Options<typeof chebyshevFamily> {}

/**
 * The rates of a cosine at half steps, in falling order. The paper permutes them; in falling order they are a cosine whose
 * first and last updates count fully.
 *
 * @returns A schedule in the unit of `peak`; after its last step it holds the rate of that step.
 * @throws RangeError | TypeError naming the option that is not allowed.
 * @example
 * const schedule = chebyshev({ peak: 1, steps: 100 });
 * assert.ok(Math.abs(schedule(0) + schedule(99) - 1) < 1e-12);
 */
export function chebyshev(options?: ChebyshevOptions): Schedule {
  return build(chebyshevFamily, options);
}
