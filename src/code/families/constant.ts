import { constantFamily } from '../../schedule/families/constant';
import { codeFor } from '../family-code';
import { float } from '../syntax';
import { made, onOptimizer, ratio } from '../write';

export const constantCode = codeFor(constantFamily, {
  formula: () => ({ body: 'return peak' }),
  idioms: {
    pytorch: ({ peak }, { base, lasting }) =>
      lasting(
        onOptimizer('LambdaLR', {
          lr_lambda: { kind: 'function', parameters: ['step'], result: ratio(peak, base) },
        }),
      ),
    optax: ({ peak }, { lasting }) =>
      lasting(made('optax.constant_schedule', { value: float(peak) })),
    keras: ({ peak }, { lasting }) => lasting(float(peak)),
    transformers: ({ peak }, { base, lasting }) =>
      peak === base ? lasting(onOptimizer('get_constant_schedule', {})) : undefined,
  },
});
