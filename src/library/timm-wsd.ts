import { wsd } from '../schedule/families/wsd';
import type { Schedule } from '../schedule/schedule';
import { formula } from './formula';
import { above0, atLeast, wrongKind } from './pieces';
import type { Arguments } from './request';

const DECAYS = ['linear', '1-sqrt', 'cosine', 'power', 'exp'] as const;

/** Decay of `wsd` that is the same as one of timm's. */
const NATIVE = {
  linear: 'linear',
  '1-sqrt': '1-sqrt',
  cosine: 'cosine',
  power: undefined,
  exp: undefined,
} as const;

/** The stable part and the decay of timm's `WSDLRScheduler`; its warm-up is always in front. */
export function stableDecay(args: Arguments, peak: number): Schedule {
  if (typeof args.any('decay_fn') === 'function') {
    throw wrongKind(args, 'decay_fn is code, which is not read; name one of its decays');
  }
  const floor = atLeast(args, 'lr_min', 0);
  const steps = args.count('t_initial', undefined, 1);
  const decay = args.count('decay_t', undefined, 1);
  const stable = args.choice('stable_fn', ['constant', 'rsqrt', 'power'], 'constant');
  const shape = args.choice('decay_fn', DECAYS, '1-sqrt');
  const exponent = above0(args, 'decay_power', 0.5);
  const ratio = above0(args, 'decay_ratio', 0.1);
  const stablePower = above0(args, 'stable_power', 0.5);
  const timescale = args.number('stable_timescale', args.count('warmup_t', 0));
  if (decay > steps)
    throw args.refuse(`decay_t must be at most t_initial (${steps}), got ${decay}`);
  if (ratio >= 1) throw args.refuse(`decay_ratio must be below 1, got ${ratio}`);
  if (stable !== 'constant' && timescale <= 0) {
    throw args.refuse(
      `stable_fn '${stable}' needs a stable_timescale above 0 when there is no warm-up, got ${timescale}`,
    );
  }
  const native = NATIVE[shape] ?? nativePower(shape, exponent);
  if (stable === 'constant' && native && floor <= peak) {
    return wsd({ peak, floor, warmup: 0, decay, decayShape: native, steps });
  }
  return formula('timm.WSDLRScheduler', {
    peak,
    lr_min: floor,
    t_initial: steps,
    decay_t: decay,
    stable_power: { constant: 0, rsqrt: 0.5, power: stablePower }[stable],
    stable_timescale: stable === 'constant' ? 1 : timescale,
    decay_fn: shape,
    decay_power: exponent,
    decay_ratio: ratio,
  });
}

function nativePower(
  shape: string,
  exponent: number,
): 'linear' | '1-sqrt' | 'quadratic' | undefined {
  if (shape !== 'power') return undefined;
  return ({ 0.5: '1-sqrt', 1: 'linear', 2: 'quadratic' } as const)[exponent as 0.5 | 1 | 2];
}
