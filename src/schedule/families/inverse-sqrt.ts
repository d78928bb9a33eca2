import { AFTER } from '../after';
import { defineFamily, type Options } from '../family';
import { FLOOR, floorAbovePeak, PEAK, STEPS } from '../params';
import { onePhase } from '../phases';
import { build, type Schedule } from '../schedule';

/** What {@link inverseSqrt} is: its parameters, formula, phases and rates. */
export const inverseSqrtFamily = defineFamily({
  id: 'inverseSqrt',
  title: 'Inverse square root',
  summary: 'Falls with the square root of the updates.',
  parts: 0,
  params: {
    /** Highest learning rate; the one step 0 has in a decay. */
    peak: PEAK,
    /** Updates after which the square of the divisor is 2; a tenth of `steps` when left out. */
    timescale: {
      kind: 'length',
      default: { share: 1 / 10 },
      symbol: '\\tau',
      doc: 'Updates after which the square of the divisor is 2; a tenth of `steps` when left out.',
    },
    /** Lowest learning rate. */
    floor: FLOOR,
    /** Updates it lasts; what the plan leaves, or 1,000, when left out. */
    steps: STEPS,
    /** After the last step: `hold` its end, `continue` the formula, `repeat` it, or `mirror` it back and forth. */
    after: AFTER,
  },
  latex: String.raw`\max\left(\eta_{\min}, \frac{\eta_{\max}}{\sqrt{1 + t / \tau}}\right)`,
  source: {
    text: 'Vaswani et al. 2017, Attention Is All You Need, section 5.3',
    url: 'https://arxiv.org/abs/1706.03762',
  },
  check: floorAbovePeak,
  curve({ peak, timescale, floor, steps }) {
    const at = (t: number): number => Math.max(floor, peak / Math.sqrt(1 + t / timescale));
    return { steps, phases: onePhase('inverse square root', 'fall', steps), at };
  },
  label: () => 'inverse square root',
});

/** Options of {@link inverseSqrt}. */
export interface InverseSqrtOptions extends Options<typeof inverseSqrtFamily> {}

/**
 * Falls with the square root of the updates, so it needs no end: after a warm-up of n updates, `timescale: n` continues
 * the transformer schedule.
 *
 * @returns A schedule in the unit of `peak`: step `3 · timescale` has half of it; after its end it holds the rate of step `steps`.
 * @throws RangeError | TypeError naming the option that is not allowed.
 * @example
 * assert.equal(inverseSqrt({ peak: 1, timescale: 100, steps: 1000 })(300), 0.5);
 */
export function inverseSqrt(options?: InverseSqrtOptions): Schedule {
  return build(inverseSqrtFamily, options);
}
