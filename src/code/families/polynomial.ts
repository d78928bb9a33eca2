import { polynomialFamily } from '../../schedule/families/polynomial';
import { span } from '../../schedule/params';
import { codeFor } from '../family-code';
import { float, number } from '../syntax';
import { flag, made, onOptimizer, unless } from '../write';

export const polynomialCode = codeFor(polynomialFamily, {
  formula({ steps, end, cycle, power }) {
    const share = cycle ? 't / length' : 'min(t, T) / T';
    // a compiler may divide by multiplying, and end a hair below 0, which has no broken power
    const left = Number.isInteger(power) ? `(1 - ${share})` : `positive(1 - ${share})`;
    const length = cycle ? 'length = T * max(1, (t + T - 1) // T)\n' : '';
    return {
      body: `${length}return floor + (peak - floor) * ${left} ** power`,
      names: { T: span(steps, end) },
    };
  },
  idioms: {
    pytorch({ peak, floor, power, steps, end, cycle, after }, { base, lasting }) {
      if (after !== 'hold' || cycle || floor > 0 || peak !== base) return undefined;
      return lasting(
        onOptimizer('PolynomialLR', {
          total_iters: number(span(steps, end)),
          power: float(power),
        }),
      );
    },
    optax({ peak, floor, power, steps, end, cycle, after }, { lasting }) {
      if (after !== 'hold' || cycle) return undefined;
      if (!Number.isInteger(power)) {
        return 'compiled, polynomial_schedule has no number at its end for a power that is not whole';
      }
      return lasting(
        made('optax.polynomial_schedule', {
          init_value: float(peak),
          end_value: float(floor),
          power: float(power),
          transition_steps: number(span(steps, end)),
        }),
      );
    },
    keras({ peak, floor, power, steps, end, cycle, after }, { lasting }) {
      if (after !== (cycle ? 'continue' : 'hold')) return undefined;
      if (!Number.isInteger(power)) {
        return 'compiled, PolynomialDecay has no number at its end for a power that is not whole';
      }
      return lasting(
        made('PolynomialDecay', {
          initial_learning_rate: float(peak),
          decay_steps: number(span(steps, end)),
          end_learning_rate: float(floor),
          power: float(power),
          cycle: cycle ? flag(true) : undefined,
        }),
      );
    },
    transformers({ peak, floor, power, steps, end, cycle, after }, { base, lasting }) {
      if (after !== 'hold' || cycle || peak !== base || floor === peak) return undefined;
      return lasting(
        onOptimizer('get_polynomial_decay_schedule_with_warmup', {
          num_warmup_steps: number(0),
          num_training_steps: number(span(steps, end)),
          lr_end: float(floor),
          power: float(power),
        }),
      );
    },
    timm({ peak, floor, power, steps, end, cycle, after }, { base, lasting }) {
      if (after !== 'hold' || cycle || peak !== base) return undefined;
      return lasting(
        onOptimizer('PolyLRScheduler', {
          t_initial: number(span(steps, end)),
          power: float(power),
          lr_min: unless(0, floor),
        }),
      );
    },
  },
});
