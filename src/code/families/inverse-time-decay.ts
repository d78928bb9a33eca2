import { inverseTimeDecayFamily } from '../../schedule/families/inverse-time-decay';
import { codeFor } from '../family-code';
import { float, number } from '../syntax';
import { flag, made } from '../write';

export const inverseTimeDecayCode = codeFor(inverseTimeDecayFamily, {
  formula: ({ staircase }) => ({
    body: `return peak / (1 + rate * ${staircase ? '(t // every)' : 't / every'})`,
  }),
  idioms: {
    keras({ peak, rate, every, staircase, after }, { lasting }) {
      if (after !== 'continue') return undefined;
      return lasting(
        made('InverseTimeDecay', {
          initial_learning_rate: float(peak),
          decay_steps: number(every),
          decay_rate: float(rate),
          staircase: staircase ? flag(true) : undefined,
        }),
      );
    },
  },
});
