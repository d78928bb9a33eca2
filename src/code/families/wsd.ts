import { wsdFamily } from '../../schedule/families/wsd';
import { codeFor } from '../family-code';
import { float, number } from '../syntax';
import { onOptimizer, ratio, text, unless } from '../write';

/** What is left of the fall when the share `x` of its time is done. */
const LEFT = {
  linear: '1 - x',
  cosine: '(1 + cos(pi * x)) / 2',
  '1-sqrt': '1 - sqrt(x)',
  exponential: '2 * 0.5 ** x - 1',
  quadratic: '1 - x * x',
} as const;

const RISEN = {
  linear: '(t + 1) / (warmup + 1)',
  cosine: '(1 - cos(pi * (t + 1) / (warmup + 1))) / 2',
  '1-sqrt': '(1 - sqrt((warmup - t) / (warmup + 1)))',
} as const;

export const wsdCode = codeFor(wsdFamily, {
  formula({ peak, floor, warmup, decay, warmupShape, stable, decayShape, steps }) {
    const fallAt = steps - decay;
    const time = Math.max(1, warmup);
    const level = stable === 'constant' ? 'peak' : 'peak / sqrt(1 + (t - warmup) / time)';
    const top = stable === 'constant' ? peak : peak / Math.sqrt(1 + (fallAt - warmup) / time);
    const rise = warmup > 0 ? `if t < warmup:\n    return peak * ${RISEN[warmupShape]}\n` : '';
    return {
      body: `
${rise}if t < fall_at:
    return ${level}
x = positive(t - fall_at) / ${decay > 0 ? 'decay' : 1}
left = ${LEFT[decayShape]}
if t < steps:
    return floor + (top - floor) * left
return floor`,
      names: { fall_at: fallAt, time, top: { float: Math.max(floor, top) } },
    };
  },
  idioms: {
    transformers(values, { base, lasting }) {
      const { peak, floor, warmup, decay, stable, decayShape, steps, after } = values;
      if (warmup > 0 || stable !== 'constant' || after !== 'hold' || peak !== base)
        return undefined;
      if (decayShape === 'exponential' || decayShape === 'quadratic' || decay === 0)
        return undefined;
      return lasting(
        onOptimizer('get_wsd_schedule', {
          num_warmup_steps: number(0),
          num_stable_steps: number(steps - decay),
          num_decay_steps: number(decay),
          decay_type: decayShape === 'cosine' ? undefined : text(decayShape),
          min_lr_ratio: floor > 0 ? ratio(floor, base) : undefined,
        }),
      );
    },
    timm(values, { base, lasting }) {
      const { peak, floor, warmup, decay, warmupShape, stable, decayShape, steps, after } = values;
      if (stable !== 'constant' || after !== 'hold' || peak !== base || decay === 0)
        return undefined;
      if (warmup > 0 && warmupShape !== 'linear') return undefined;
      return lasting(
        onOptimizer('WSDLRScheduler', {
          t_initial: number(steps - warmup),
          decay_t: number(decay),
          lr_min: unless(0, floor),
          warmup_t: warmup > 0 ? number(warmup) : undefined,
          warmup_lr_init: warmup > 0 ? ratio(peak, warmup + 1) : undefined,
          ...DECAYS[decayShape],
        }),
      );
    },
  },
});

/** timm's decay of the same shape. */
const DECAYS = {
  linear: { decay_fn: text('linear') },
  cosine: { decay_fn: text('cosine') },
  '1-sqrt': {},
  exponential: { decay_fn: text('exp'), decay_ratio: float(0.5) },
  quadratic: { decay_fn: text('power'), decay_power: float(2) },
};
