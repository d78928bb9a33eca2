import { AFTER } from '../after';
import { defineFamily, type Issue, type Options } from '../family';
import { PEAK, STEPS } from '../params';
import { onePhase } from '../phases';
import { build, type Schedule } from '../schedule';
import { notAscending } from '../validate';

/** What {@link multiStepDecay} is: its parameters, formula, phases and rates. */
export const multiStepDecayFamily = defineFamily({
  id: 'multiStepDecay',
  title: 'Multi-step decay',
  summary: 'Multiplies the rate by `gamma` at each of some steps.',
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
      default: 0.1,
      symbol: '\\gamma',
      doc: 'Factor of each drop.',
    },
    /** Steps of the drops, ascending; a half and three quarters of `steps` when left out. */
    milestones: {
      kind: 'lengths',
      default: [{ share: 1 / 2 }, { share: 3 / 4 }],
      symbol: 'm_i',
      doc: 'Steps of the drops, ascending; a half and three quarters of `steps` when left out.',
    },
    /** Updates it lasts; what the plan leaves, or 1,000, when left out. */
    steps: STEPS,
    /** After the last step: `hold` its end, `continue` the formula, `repeat` it, or `mirror` it back and forth. */
    after: AFTER,
  },
  latex: String.raw`\eta_{\max}\, \gamma^{\left|\{i : m_i \le t\}\right|}`,
  check: ({ milestones }): Issue | undefined => notAscending('milestones', milestones),
  holds: 'last',
  curve({ peak, gamma, milestones, steps }) {
    const at = (t: number): number => {
      let passed = 0;
      while (passed < milestones.length && (milestones[passed] as number) <= t) passed++;
      return peak * gamma ** passed;
    };
    return { steps, phases: onePhase('steps', 'fall', steps), at };
  },
  label: () => 'multi-step decay',
});

/** Options of {@link multiStepDecay}. */
export interface MultiStepDecayOptions extends Options<typeof multiStepDecayFamily> {}

/**
 * Multiplies the rate by `gamma` at each milestone: the recipe of the residual networks.
 *
 * @returns A schedule in the unit of `peak`: step `milestones[i]` already has the lower rate; after the last step it holds
 * the rate of that step.
 * @throws RangeError | TypeError naming the option that is not allowed.
 * @example
 * const schedule = multiStepDecay({ peak: 1, gamma: 0.5, milestones: [3, 6], steps: 9 });
 * assert.deepEqual([2, 3, 6].map(schedule), [1, 0.5, 0.25]);
 */
export function multiStepDecay(options?: MultiStepDecayOptions): Schedule {
  return build(multiStepDecayFamily, options);
}
