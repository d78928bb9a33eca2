import { AFTER } from '../after';
import { defineFamily, type Options } from '../family';
import { PEAK, STEPS } from '../params';
import { onePhase } from '../phases';
import { build, type Schedule } from '../schedule';

/** What {@link inverseTimeDecay} is: its parameters, formula, phases and rates. */
export const inverseTimeDecayFamily = defineFamily({
  id: 'inverseTimeDecay',
  title: 'Inverse time decay',
  summary: 'Divides the rate by a number that grows by `rate` every `every` updates.',
  parts: 0,
  params: {
    /** Highest learning rate; the one step 0 has in a decay. */
    peak: PEAK,
    /** How much the divisor grows in `every` updates. */
    rate: {
      kind: 'number',
      unit: 'ratio',
      min: 0,
      default: 1,
      symbol: 'r',
      doc: 'How much the divisor grows in `every` updates.',
    },
    /** Updates in which the divisor grows by `rate`; a quarter of `steps` when left out. */
    every: {
      kind: 'length',
      default: { share: 1 / 4 },
      symbol: 'N',
      doc: 'Updates in which the divisor grows by `rate`; a quarter of `steps` when left out.',
    },
    /** Whether the rate falls in stairs of `every` updates instead of smoothly. */
    staircase: {
      kind: 'flag',
      default: false,
      symbol: 's',
      doc: 'Whether the rate falls in stairs of `every` updates instead of smoothly.',
    },
    /** Updates it lasts; what the plan leaves, or 1,000, when left out. */
    steps: STEPS,
    /** After the last step: `hold` its end, `continue` the formula, `repeat` it, or `mirror` it back and forth. */
    after: AFTER,
  },
  latex: String.raw`\frac{\eta_{\max}}{1 + r\, t / N}`,
  source: {
    text: 'Robbins & Monro 1951, A Stochastic Approximation Method',
    url: 'https://doi.org/10.1214/aoms/1177729586',
  },
  curve({ peak, rate, every, staircase, steps }) {
    const at = (t: number): number =>
      peak / (1 + rate * (staircase ? Math.floor(t / every) : t / every));
    return { steps, phases: onePhase('inverse time', 'fall', steps), at };
  },
  label: () => 'inverse time',
});

/** Options of {@link inverseTimeDecay}. */
export interface InverseTimeDecayOptions extends Options<typeof inverseTimeDecayFamily> {}

/**
 * Divides the rate by a number that grows in proportion to the updates: the classic decay with a proof of convergence.
 *
 * @returns A schedule in the unit of `peak`: step `every` has `peak / (1 + rate)`; after its end it holds the rate of step `steps`.
 * @throws RangeError | TypeError naming the option that is not allowed.
 * @example
 * assert.equal(inverseTimeDecay({ peak: 1, rate: 1, every: 10, steps: 100 })(10), 0.5);
 */
export function inverseTimeDecay(options?: InverseTimeDecayOptions): Schedule {
  return build(inverseTimeDecayFamily, options);
}
