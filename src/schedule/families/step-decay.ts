import { AFTER } from '../after';
import { defineFamily, type Options } from '../family';
import { PEAK, STEPS } from '../params';
import { onePhase } from '../phases';
import { build, type Schedule } from '../schedule';

/** What {@link stepDecay} is: its parameters, formula, phases and rates. */
export const stepDecayFamily = defineFamily({
  id: 'stepDecay',
  title: 'Step decay',
  summary: 'Multiplies the rate by `gamma` each time `every` updates are over.',
  parts: 0,
  params: {
    /** Highest learning rate; the one step 0 has in a decay. */
    peak: PEAK,
    /** Factor of each drop. */
    gamma: {
      kind: 'number',
      unit: 'ratio',
      min: 0,
      max: 1,
      default: 0.5,
      symbol: '\\gamma',
      doc: 'Factor of each drop.',
    },
    /** Updates between drops; a quarter of `steps` when left out. */
    every: {
      kind: 'length',
      default: { share: 1 / 4 },
      symbol: 'N',
      doc: 'Updates between drops; a quarter of `steps` when left out.',
    },
    /** Updates it lasts; what the plan leaves, or 1,000, when left out. */
    steps: STEPS,
    /** After the last step: `hold` its end, `continue` the formula, `repeat` it, or `mirror` it back and forth. */
    after: AFTER,
  },
  latex: String.raw`\eta_{\max}\, \gamma^{\lfloor t / N \rfloor}`,
  holds: 'last',
  curve({ peak, gamma, every, steps }) {
    const at = (t: number): number => peak * gamma ** Math.floor(t / every);
    return { steps, phases: onePhase('steps', 'fall', steps), at };
  },
});

/** Options of {@link stepDecay}. */
export interface StepDecayOptions extends Options<typeof stepDecayFamily> {}

/**
 * Multiplies the rate by `gamma` every `every` updates: simple, and enough for small models.
 *
 * @returns A schedule in the unit of `peak`: step `every` already has the lower rate; after the
 * last step it holds the rate of that step.
 * @throws RangeError | TypeError naming the option that is not allowed.
 * @example
 * assert.equal(stepDecay({ peak: 0.8, gamma: 0.5, every: 10 })(10), 0.4);
 */
export function stepDecay(options?: StepDecayOptions): Schedule {
  return build(stepDecayFamily, options);
}
