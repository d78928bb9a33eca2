import { sequence } from '../schedule/combine';
import { inverseSqrt } from '../schedule/families/inverse-sqrt';
import { wsd } from '../schedule/families/wsd';
import type { Schedule } from '../schedule/schedule';
import { formula } from './formula';
import { atLeast, flat, lead, ramp } from './pieces';
import type { Arguments, LibraryClass } from './request';

/** Megatron-Core's scheduler: a function of the steps done, whose `lr_decay_steps` include the warm-up. */
export const megatron: Readonly<Record<string, LibraryClass>> = {
  OptimizerParamScheduler(args) {
    args.ignore('optimizer', 'use_checkpoint_opt_param_scheduler', 'override_opt_param_scheduler');
    args.ignore('start_wd', 'end_wd', 'wd_incr_steps', 'wd_incr_style');
    const run = runOf(args);
    const warmup = run.warmup > 0 ? ramp(atLeast(args, 'init_lr'), run.peak, run.warmup) : flat(0);
    return lead(warmup, run.warmup, decay(args, run));
  },
};

/** The weight decay that the same scheduler sets beside the rate, from the same arguments. */
export const megatronWeightDecay: Readonly<Record<string, LibraryClass>> = {
  OptimizerParamScheduler(args) {
    args.ignore('optimizer', 'use_checkpoint_opt_param_scheduler', 'override_opt_param_scheduler');
    args.ignore('init_lr', 'max_lr', 'min_lr', 'lr_warmup_steps', 'lr_decay_steps');
    args.ignore('lr_decay_style', 'wsd_decay_steps', 'lr_wsd_decay_style');
    const from = atLeast(args, 'start_wd');
    const to = atLeast(args, 'end_wd', undefined, from);
    const style = args.choice('wd_incr_style', ['constant', 'linear', 'cosine']);
    if (style === 'constant') {
      args.ignore('wd_incr_steps');
      if (from === to) return flat(to);
      throw args.refuse(`end_wd must be start_wd (${from}) when it is constant, got ${to}`);
    }
    return ramp(from, to, args.count('wd_incr_steps', undefined, 1), style);
  },
};

interface Run {
  readonly peak: number;
  readonly floor: number;
  readonly warmup: number;
  /** Steps from the end of the warm-up to the end of the decay. */
  readonly steps: number;
}

function runOf(args: Arguments): Run {
  const peak = atLeast(args, 'max_lr');
  const floor = atLeast(args, 'min_lr');
  const warmup = args.count('lr_warmup_steps');
  const end = args.count('lr_decay_steps', undefined, 1);
  if (floor > peak) throw args.refuse(`min_lr must be at most max_lr (${peak}), got ${floor}`);
  const first = atLeast(args, 'init_lr');
  if (first > peak) throw args.refuse(`init_lr must be at most max_lr (${peak}), got ${first}`);
  if (warmup >= end)
    throw args.refuse(`lr_warmup_steps must be below lr_decay_steps (${end}), got ${warmup}`);
  return { peak, floor, warmup, steps: end - warmup };
}

function decay(args: Arguments, run: Run): Schedule {
  const { peak, floor, steps } = run;
  const styles = ['constant', 'linear', 'cosine', 'inverse-square-root', 'WSD'] as const;
  const style = args.choice('lr_decay_style', styles);
  if (style === 'WSD') return stableThenDecay(args, run);
  args.ignore('wsd_decay_steps', 'lr_wsd_decay_style');
  if (style === 'constant' || peak === floor) return flat(peak);
  return style === 'inverse-square-root' ? slow(run) : ramp(peak, floor, steps, style);
}

/** Peak over the root of the steps done, in units of the warm-up; at its end it drops to the floor. */
function slow({ peak, floor, warmup, steps }: Run): Schedule {
  const fall = inverseSqrt({ peak, floor, timescale: Math.max(1, warmup), after: 'continue' });
  // without a warm-up step 0 counts as step 1
  const whole = warmup > 0 ? fall : sequence([flat(peak), fall], [1]);
  return sequence([whole, flat(floor)], [steps + 1]);
}

function stableThenDecay(args: Arguments, { peak, floor, warmup, steps }: Run): Schedule {
  const styles = ['linear', 'cosine', 'exponential', 'minus_sqrt'] as const;
  const style = args.choice('lr_wsd_decay_style', styles);
  const decaySteps = args.count('wsd_decay_steps');
  if (peak === floor) return flat(peak);
  if (decaySteps > 0 && decaySteps <= steps) {
    const decayShape = style === 'minus_sqrt' ? '1-sqrt' : style;
    return wsd({ peak, floor, warmup: 0, decay: decaySteps, decayShape, steps });
  }
  // the decay began before the warm-up ended, or is a drop after the last step
  const of = 'megatron.OptimizerParamScheduler';
  return formula(of, { peak, floor, steps, decay: decaySteps, style, warmed: warmup > 0 });
}
