import { inverseSqrtFamily } from '../../schedule/families/inverse-sqrt';
import { codeFor } from '../family-code';
import { number } from '../syntax';
import { onOptimizer } from '../write';

export const inverseSqrtCode = codeFor(inverseSqrtFamily, {
  formula({ floor }) {
    const rate = 'peak / sqrt(1 + t / timescale)';
    return { body: `return ${floor > 0 ? `max(floor, ${rate})` : rate}` };
  },
  idioms: {
    transformers({ peak, timescale, floor, after }, { base, lasting }) {
      if (after !== 'continue' || floor > 0 || peak !== base) return undefined;
      return lasting(
        onOptimizer('get_inverse_sqrt_schedule', {
          num_warmup_steps: number(0),
          timescale: number(timescale),
        }),
      );
    },
  },
});
