import { linearFamily } from '../../schedule/families/linear';
import { span } from '../../schedule/params';
import { codeFor } from '../family-code';
import { float, number } from '../syntax';
import { made, onOptimizer, ratio, unless } from '../write';

export const linearCode = codeFor(linearFamily, {
  formula: ({ steps, end }) => ({
    body: 'return floor + (peak - floor) * (1 - min(t, T) / T)',
    names: { T: span(steps, end) },
  }),
  idioms: {
    pytorch({ peak, floor, steps, end, after }, { base, lasting }) {
      if (after !== 'hold' || peak > base) return undefined;
      return lasting(
        onOptimizer('LinearLR', {
          start_factor: ratio(peak, base),
          end_factor: ratio(floor, base),
          total_iters: number(span(steps, end)),
        }),
      );
    },
    optax({ peak, floor, steps, end, after }, { lasting }) {
      if (after !== 'hold') return undefined;
      return lasting(
        made('optax.linear_schedule', {
          init_value: float(peak),
          end_value: float(floor),
          transition_steps: number(span(steps, end)),
        }),
      );
    },
    keras({ peak, floor, steps, end, after }, { lasting }) {
      if (after !== 'hold') return undefined;
      return lasting(
        made('PolynomialDecay', {
          initial_learning_rate: float(peak),
          decay_steps: number(span(steps, end)),
          end_learning_rate: float(floor),
        }),
      );
    },
    transformers({ peak, floor, steps, end, after }, { base, lasting }) {
      if (after !== 'hold' || peak !== base || floor === peak) return undefined;
      const length = { num_warmup_steps: number(0), num_training_steps: number(span(steps, end)) };
      return lasting(
        floor === 0
          ? onOptimizer('get_linear_schedule_with_warmup', length)
          : onOptimizer('get_polynomial_decay_schedule_with_warmup', {
              ...length,
              lr_end: float(floor),
            }),
      );
    },
    timm({ peak, floor, steps, end, after }, { base, lasting }) {
      if (after !== 'hold' || peak !== base) return undefined;
      return lasting(
        onOptimizer('PolyLRScheduler', {
          t_initial: number(span(steps, end)),
          power: float(1),
          lr_min: unless(0, floor),
        }),
      );
    },
  },
});
