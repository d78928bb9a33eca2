import { AFTER } from '../after';
import { defineFamily, type Issue, type Options } from '../family';
import { FLOOR, floorAbovePeak, PEAK, STEPS } from '../params';
import { onePhase } from '../phases';
import { build, type Schedule } from '../schedule';

/** Lowest rate as a share of the peak when none is given. */
const FLOOR_SHARE = 0.01;

/** What {@link exponentialHyperbolic} is: its parameters, formula, phases and rates. */
export const exponentialHyperbolicFamily = defineFamily({
  id: 'exponentialHyperbolic',
  title: 'Exponential hyperbolic',
  summary: 'Falls along a hyperbola in the logarithm of the rate, whatever the length of the run.',
  parts: 0,
  params: {
    /** Highest learning rate; the one step 0 has in a decay. */
    peak: PEAK,
    /** Lowest learning rate, above 0; a hundredth of `peak` when left out. */
    floor: {
      kind: FLOOR.kind,
      positive: true,
      symbol: FLOOR.symbol,
      doc: 'Lowest learning rate, above 0; a hundredth of `peak` when left out.',
    },
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
  latex: String.raw`\eta_{\max} \left(\frac{\eta_{\max}}{\eta_{\min}}\right)^{g(t) - g(0)}, \quad g(t) = \sqrt{\frac{T - t}{U}\left(2 - \frac{T + t}{U}\right)}`,
  source: { text: 'Kim et al. 2024, HyperbolicLR', url: 'https://arxiv.org/abs/2407.15200' },
  check: (options): Issue | undefined =>
    options.floor === undefined ? undefined : floorAbovePeak(options),
  curve({ peak, floor = peak * FLOOR_SHARE, bound: given, steps }) {
    const bound = Math.max(given ?? 2 * steps, steps);
    const height = (t: number): number =>
      Math.sqrt(Math.max(0, ((steps - t) / bound) * (2 - (steps + t) / bound)));
    const start = height(0);
    const at = (t: number): number => peak * (peak / floor) ** (height(Math.min(t, steps)) - start);
    return { steps, phases: onePhase('hyperbolic', 'fall', steps), at };
  },
});

/** Options of {@link exponentialHyperbolic}. */
export interface ExponentialHyperbolicOptions extends Options<typeof exponentialHyperbolicFamily> {}

/**
 * Falls along a hyperbola in the logarithm of the rate, so that runs of different length begin with
 * nearly the same rates. It ends above `floor` unless `bound` equals `steps`.
 *
 * @returns A schedule in the unit of `peak`; after its end it holds the rate of step `steps`.
 * @throws RangeError | TypeError naming the option that is not allowed.
 * @example
 * const schedule = exponentialHyperbolic({ peak: 1, floor: 0.01, steps: 100, bound: 100 });
 * assert.equal(schedule(0), 1);
 * assert.ok(Math.abs(schedule(100) - 0.01) < 1e-15);
 */
export function exponentialHyperbolic(options?: ExponentialHyperbolicOptions): Schedule {
  return build(exponentialHyperbolicFamily, options);
}
