import { AFTER } from '../after';
import { defineFamily, type Options } from '../family';
import { FLOOR, floorAbovePeak, PEAK, STEPS } from '../params';
import { onePhase } from '../phases';
import { build, type Schedule } from '../schedule';

/** What {@link hyperbolic} is: its parameters, formula, phases and rates. */
export const hyperbolicFamily = defineFamily({
  id: 'hyperbolic',
  title: 'Hyperbolic',
  summary: 'Falls along a hyperbola whose start does not depend on how long it lasts.',
  parts: 0,
  params: {
    /** Highest learning rate; the one step 0 has in a decay. */
    peak: PEAK,
    /** Lowest learning rate. */
    floor: FLOOR,
    /** Updates that no run exceeds; twice `steps` when left out. Runs of one bound start alike. */
    bound: {
      kind: 'length',
      symbol: 'U',
      doc: 'Updates that no run exceeds; twice `steps` when left out. Runs of one bound start alike.',
    },
    /** Updates it lasts; what the plan leaves, or 1,000, when left out. */
    steps: STEPS,
    /** After the last step: `hold` its end, `continue` the formula, `repeat` it, or `mirror` it back and forth. */
    after: AFTER,
  },
  latex: String.raw`\eta_{\max} + (\eta_{\max} - \eta_{\min}) (g(t) - g(0)), \quad g(t) = \sqrt{\frac{T - t}{U}\left(2 - \frac{T + t}{U}\right)}`,
  source: { text: 'Kim et al. 2024, HyperbolicLR', url: 'https://arxiv.org/abs/2407.15200' },
  check: floorAbovePeak,
  curve({ peak, floor, bound: given, steps }) {
    const bound = Math.max(given ?? 2 * steps, steps);
    const height = (t: number): number =>
      Math.sqrt(Math.max(0, ((steps - t) / bound) * (2 - (steps + t) / bound)));
    const start = height(0);
    const at = (t: number): number => peak + (peak - floor) * (height(Math.min(t, steps)) - start);
    return { steps, phases: onePhase('hyperbolic', 'fall', steps), at };
  },
});

/** Options of {@link hyperbolic}. */
export interface HyperbolicOptions extends Options<typeof hyperbolicFamily> {}

/**
 * Falls along a hyperbola, so that runs of different length begin with nearly the same rates. It ends above `floor` unless
 * `bound` equals `steps`.
 *
 * @returns A schedule in the unit of `peak`; after its end it holds the rate of step `steps`.
 * @throws RangeError | TypeError naming the option that is not allowed.
 * @example
 * assert.equal(hyperbolic({ peak: 1, steps: 100, bound: 100 })(100), 0);
 */
export function hyperbolic(options?: HyperbolicOptions): Schedule {
  return build(hyperbolicFamily, options);
}
