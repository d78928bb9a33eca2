import { AFTER } from '../after';
import { defineFamily, type Options } from '../family';
import { END, FLOOR, floorAbovePeak, PEAK, STEPS, span } from '../params';
import { onePhase } from '../phases';
import { build, type Schedule } from '../schedule';

/** What {@link rex} is: its parameters, formula, phases and rates. */
export const rexFamily = defineFamily({
  id: 'rex',
  title: 'REX',
  summary: 'Stays high for long, then falls fast: a straight line over one that falls half as far.',
  parts: 0,
  params: {
    /** Highest learning rate; the one step 0 has in a decay. */
    peak: PEAK,
    /** Lowest learning rate. */
    floor: FLOOR,
    /** Updates it lasts; what the plan leaves, or 1,000, when left out. */
    steps: STEPS,
    /** `exclusive`: the first step after the end has the floor; `inclusive`: the last update has it. */
    end: END,
    /** After the last step: `hold` its end, `continue` the formula, `repeat` it, or `mirror` it back and forth. */
    after: AFTER,
  },
  latex: String.raw`\eta_{\min} + (\eta_{\max} - \eta_{\min}) \frac{1 - x}{1 - x / 2}, \quad x = \frac{\min(t, T)}{T}`,
  source: {
    text: 'Chen et al. 2022, REX: Revisiting Budgeted Training',
    url: 'https://arxiv.org/abs/2107.04197',
  },
  check: floorAbovePeak,
  curve({ peak, floor, steps, end }) {
    const T = span(steps, end);
    const at = (t: number): number => {
      const x = Math.min(t, T) / T;
      return floor + (peak - floor) * ((1 - x) / (1 - x / 2));
    };
    return { steps, phases: onePhase('REX', 'fall', steps), at };
  },
  label: () => 'REX',
});

/** Options of {@link rex}. */
export interface RexOptions extends Options<typeof rexFamily> {}

/**
 * Reflected exponential: stays above the straight line and falls fast at the end; good at small and large budgets.
 *
 * @returns A schedule in the unit of `peak`: step 0 has `peak`, step `steps` and every later one `floor`.
 * @throws RangeError | TypeError naming the option that is not allowed.
 * @example
 * assert.equal(rex({ peak: 0.9, steps: 10 })(5), 0.6);
 */
export function rex(options?: RexOptions): Schedule {
  return build(rexFamily, options);
}
