import { cosineFamily } from '../../schedule/families/cosine';
import { span } from '../../schedule/params';
import { codeFor } from '../family-code';
import { float, number } from '../syntax';
import { made, onOptimizer, ratio, unless } from '../write';

export const cosineCode = codeFor(cosineFamily, {
  formula: ({ steps, end, exponent, kDecay }) => {
    const angle = kDecay === 1 ? 'pi * t / T' : 'pi * (t / T) ** kDecay';
    const half = `(1 + cos(${angle})) / 2`;
    return {
      body: `return floor + (peak - floor) * ${exponent === 1 ? half : `(${half}) ** exponent`}`,
      names: { T: span(steps, end) },
    };
  },
  idioms: {
    pytorch({ peak, floor, exponent, kDecay, steps, end, after }, { base, lasting, ending }) {
      if (exponent !== 1 || kDecay !== 1 || peak !== base) return undefined;
      const code = onOptimizer('CosineAnnealingLR', {
        T_max: number(span(steps, end)),
        eta_min: unless(0, floor),
      });
      if (after === 'continue' || (after === 'mirror' && end === 'exclusive')) return lasting(code);
      return ending(code, 'CosineAnnealingLR climbs again after T_max: stay at the end instead');
    },
    optax({ peak, floor, exponent, kDecay, steps, end, after }, { lasting }) {
      if (kDecay !== 1 || after !== 'hold') return undefined;
      return lasting(
        made('optax.cosine_decay_schedule', {
          init_value: float(peak),
          decay_steps: number(span(steps, end)),
          alpha: floor > 0 ? ratio(floor, peak) : undefined,
          exponent: unless(1, exponent),
        }),
      );
    },
    keras({ peak, floor, exponent, kDecay, steps, end, after }, { lasting }) {
      if (exponent !== 1 || kDecay !== 1 || after !== 'hold') return undefined;
      return lasting(
        made('CosineDecay', {
          initial_learning_rate: float(peak),
          decay_steps: number(span(steps, end)),
          alpha: floor > 0 ? ratio(floor, peak) : undefined,
        }),
      );
    },
    transformers({ peak, floor, exponent, kDecay, steps, end, after }, { base, lasting }) {
      if (exponent !== 1 || kDecay !== 1 || peak !== base) return undefined;
      const length = { num_warmup_steps: number(0), num_training_steps: number(span(steps, end)) };
      if (after === 'continue') {
        return lasting(
          floor === 0
            ? onOptimizer('get_cosine_schedule_with_warmup', length)
            : onOptimizer('get_cosine_with_min_lr_schedule_with_warmup', {
                ...length,
                min_lr: float(floor),
              }),
        );
      }
      if (after !== 'hold') return undefined;
      return floor === 0
        ? lasting(
            onOptimizer('get_cosine_with_hard_restarts_schedule_with_warmup', {
              ...length,
              num_cycles: number(1),
            }),
            'one cycle: get_cosine_schedule_with_warmup would climb again after the end',
          )
        : lasting(
            onOptimizer('get_wsd_schedule', {
              num_warmup_steps: number(0),
              num_stable_steps: number(0),
              num_decay_steps: number(span(steps, end)),
              min_lr_ratio: ratio(floor, base),
            }),
            'all decay: get_cosine_with_min_lr_schedule_with_warmup would climb again after the end',
          );
    },
    timm({ peak, floor, exponent, kDecay, steps, end, after }, { base, lasting }) {
      if (exponent !== 1 || peak !== base || after !== 'hold') return undefined;
      return lasting(
        onOptimizer('CosineLRScheduler', {
          t_initial: number(span(steps, end)),
          lr_min: unless(0, floor),
          k_decay: unless(1, kDecay),
        }),
      );
    },
  },
});
