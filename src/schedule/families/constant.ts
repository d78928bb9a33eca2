import { defineFamily, type Options } from '../family';
import { PEAK, STEPS } from '../params';
import { onePhase } from '../phases';
import { build, type Schedule } from '../schedule';

/** What {@link constant} is: its parameters, formula, phases and rates. */
export const constantFamily = defineFamily({
  id: 'constant',
  title: 'Constant',
  summary: 'The same rate at every update.',
  parts: 0,
  params: {
    /** Highest learning rate; the one step 0 has in a decay. */
    peak: PEAK,
    /** Updates it lasts; what the plan leaves, or 1,000, when left out. */
    steps: STEPS,
  },
  latex: String.raw`\eta_{\max}`,
  curve: ({ peak, steps }) => ({
    steps,
    phases: onePhase('constant', 'hold', steps),
    at: () => peak,
    fill: (out, offset, _from, count) => out.fill(peak, offset, offset + count),
  }),
});

/** Options of {@link constant}. */
export interface ConstantOptions extends Options<typeof constantFamily> {}

/**
 * The same rate at every update: the baseline that a schedule has to beat.
 *
 * @returns A schedule in the unit of `peak`, also after its last step.
 * @throws RangeError | TypeError naming the option that is not allowed.
 * @example
 * assert.equal(constant({ peak: 0.01 })(123), 0.01);
 */
export function constant(options?: ConstantOptions): Schedule {
  return build(constantFamily, options);
}
