import { stepDecayFamily } from '../../schedule/families/step-decay';
import type { Values } from '../../schedule/family';
import { type Drops, drops } from '../drops';
import { codeFor } from '../family-code';
import { float, number } from '../syntax';
import { flag, made, onOptimizer } from '../write';

export const stepDecayCode = codeFor(stepDecayFamily, {
  formula: () => ({ body: 'return peak * gamma ** (t // every)' }),
  idioms: {
    pytorch(values, tools) {
      const { peak, gamma, every, after } = values;
      if (after !== 'continue')
        return isHeld(values) ? drops.pytorch(dropsOf(values), tools) : undefined;
      if (peak !== tools.base) return undefined;
      return tools.lasting(
        onOptimizer('StepLR', { step_size: number(every), gamma: float(gamma) }),
      );
    },
    optax(values, tools) {
      const { peak, gamma, every, after } = values;
      if (after !== 'continue')
        return isHeld(values) ? drops.optax(dropsOf(values), tools) : undefined;
      if (gamma === 0) return undefined;
      return tools.lasting(
        made('optax.exponential_decay', {
          init_value: float(peak),
          transition_steps: number(every),
          decay_rate: float(gamma),
          staircase: flag(true),
        }),
      );
    },
    keras(values, tools) {
      const { peak, gamma, every, after } = values;
      if (after !== 'continue')
        return isHeld(values) ? drops.keras(dropsOf(values), tools) : undefined;
      return tools.lasting(
        made('ExponentialDecay', {
          initial_learning_rate: float(peak),
          decay_steps: number(every),
          decay_rate: float(gamma),
          staircase: flag(true),
        }),
      );
    },
    timm(values, tools) {
      const { peak, gamma, every, after } = values;
      if (after !== 'continue')
        return isHeld(values) ? drops.timm(dropsOf(values), tools) : undefined;
      if (peak !== tools.base) return undefined;
      return tools.lasting(
        onOptimizer('StepLRScheduler', { decay_t: number(every), decay_rate: float(gamma) }),
      );
    },
  },
});

type StepValues = Values<typeof stepDecayFamily.params>;

const isHeld = ({ after }: StepValues): boolean => after === 'hold';

/** Drops until the last update. */
function dropsOf({ peak, gamma, every, steps }: StepValues): Drops {
  const count = Math.floor((steps - 1) / every);
  return {
    peak,
    gamma,
    milestones: Array.from({ length: Math.min(count, 100) }, (_, i) => (i + 1) * every),
  };
}
