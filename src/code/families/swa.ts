import { swaFamily } from '../../schedule/families/swa';
import { codeFor } from '../family-code';
import { moved } from '../share';
import { float, number } from '../syntax';
import { onOptimizer, text } from '../write';

export const swaCode = codeFor(swaFamily, {
  formula: ({ from, anneal, shape }) => ({
    body: `
if t < anneal:
    return ${moved('first', 'to', 't / anneal', shape)}
return to`,
    names: { first: { float: from }, anneal },
  }),
  idioms: {
    pytorch({ from, to, anneal, shape, steps, after }, { base, lasting }) {
      if (from !== base || anneal < 1) return undefined;
      if (after !== 'continue' && (after !== 'hold' || anneal > steps)) return undefined;
      return lasting(
        onOptimizer('SWALR', {
          swa_lr: float(to),
          anneal_epochs: number(anneal),
          anneal_strategy: shape === 'linear' ? text('linear') : undefined,
        }),
      ).map((piece) => ({ ...piece, first: true }) as const);
    },
  },
  base: ({ from }) => from,
});
