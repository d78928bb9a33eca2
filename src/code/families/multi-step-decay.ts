import { multiStepDecayFamily } from '../../schedule/families/multi-step-decay';
import type { Values } from '../../schedule/family';
import { type Drops, drops } from '../drops';
import { codeFor } from '../family-code';

export const multiStepDecayCode = codeFor(multiStepDecayFamily, {
  formula: ({ milestones }) => ({
    body: `return peak${milestones.length > 0 ? ' * gamma ** count(milestones, t)' : ''}`,
  }),
  idioms: {
    pytorch: (values, tools) => still(values) && drops.pytorch(still(values) as Drops, tools),
    optax: (values, tools) => still(values) && drops.optax(still(values) as Drops, tools),
    keras: (values, tools) => still(values) && drops.keras(still(values) as Drops, tools),
    timm: (values, tools) => still(values) && drops.timm(still(values) as Drops, tools),
  },
});

/** The drops that are made before the end, when nothing else comes after it. */
function still({
  peak,
  gamma,
  milestones,
  steps,
  after,
}: Values<typeof multiStepDecayFamily.params>): Drops | undefined {
  if (after === 'continue') return { peak, gamma, milestones };
  if (after !== 'hold') return undefined;
  return { peak, gamma, milestones: milestones.filter((one) => one < steps) };
}
