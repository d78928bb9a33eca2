import { sequence } from '../schedule/combine';
import { piecewise } from '../schedule/families/piecewise';
import { greedy } from '../schedule/feedback/greedy';
import { plateau } from '../schedule/feedback/plateau';
import type { Feedback } from '../schedule/feedback-state';
import type { Arguments } from './request';

/** Builds one class of a library that listens to metrics. */
export type FeedbackClass = (args: Arguments) => Feedback;

const MODES = ['min', 'max'] as const;

/** A share of the best metric, or an amount. */
function threshold(
  args: Arguments,
  amount: number,
  mode: 'rel' | 'abs',
): { relative: number; absolute: number } {
  const value = args.number('threshold', amount);
  const kind = args.choice('threshold_mode', ['rel', 'abs'], mode);
  return kind === 'rel' ? { relative: value, absolute: 0 } : { relative: 0, absolute: value };
}

/** PyTorch's rule, without the rate it begins with. */
function torchRule(
  args: Arguments,
  names: { factor: string; patience: string; cooldown: string; floor: string },
) {
  return {
    mode: args.choice('mode', MODES, 'min'),
    factor: factorBelowOne(args, names.factor, 0.1),
    patience: args.count(names.patience, 10),
    cooldown: args.count(names.cooldown, 0),
    floor: args.number(names.floor, 0),
    // with negative metrics the library takes a worse one for better
    signed: args.bugForBug,
  } as const;
}

function factorBelowOne(args: Arguments, name: string, fallback: number): number {
  const factor = args.number(name, fallback);
  if (factor > 0 && factor < 1) return factor;
  throw args.refuse(`${name} must be above 0 and below 1, got ${factor}`);
}

const torch: Readonly<Record<string, FeedbackClass>> = {
  ReduceLROnPlateau: (args) =>
    plateau({
      peak: args.baseLr,
      ...torchRule(args, {
        factor: 'factor',
        patience: 'patience',
        cooldown: 'cooldown',
        floor: 'min_lr',
      }),
      ...threshold(args, 1e-4, 'rel'),
      leastCut: args.number('eps', 1e-8),
    }),
};

const keras: Readonly<Record<string, FeedbackClass>> = {
  ReduceLROnPlateau(args) {
    args.ignore('monitor', 'verbose');
    const mode = args.choice('mode', ['auto', ...MODES], 'auto');
    return plateau({
      peak: args.baseLr,
      factor: factorBelowOne(args, 'factor', 0.1),
      patience: args.count('patience', 10),
      mode: mode === 'max' ? 'max' : 'min',
      relative: 0,
      absolute: args.number('min_delta', 1e-4),
      cooldown: args.count('cooldown', 0),
      floor: args.number('min_lr', 0),
      convention: 'keras',
    });
  },
};

const optax: Readonly<Record<string, FeedbackClass>> = {
  reduce_on_plateau(args) {
    const [relative, absolute] = [args.number('rtol', 1e-4), args.number('atol', 0)];
    if (relative === 0 && absolute === 0) throw args.refuse('rtol and atol must not both be 0');
    return plateau({
      // the library scales what the optimizer does: the rate of the record is that scale
      peak: 1,
      factor: factorBelowOne(args, 'factor', 0.1),
      patience: args.count('patience', 10),
      relative,
      absolute,
      average: args.count('accumulation_size', 1, 1),
      cooldown: args.count('cooldown', 0),
      floor: args.number('min_scale', 0),
      convention: 'optax',
      signed: args.bugForBug,
    });
  },
};

const transformers: Readonly<Record<string, FeedbackClass>> = {
  GreedyLR(args) {
    args.ignore('verbose');
    const smooth = args.flag('smooth', false);
    const size = args.count('window_size', 50, 1);
    return greedy({
      peak: args.baseLr,
      mode: args.choice('mode', MODES, 'min'),
      factor: factorBelowOne(args, 'factor', 0.95),
      patience: args.count('patience', 10),
      ...threshold(args, 1e-6, 'abs'),
      cooldown: args.count('cooldown', 0),
      pause: args.count('warmup', 0),
      floor: args.number('min_lr', 1e-3),
      ceiling: args.number('max_lr', 1),
      leastChange: args.number('eps', 1e-8),
      average: smooth ? size : 1,
      resetAfter: args.count('reset_start', 500, 1),
    });
  },
};

const timm: Readonly<Record<string, FeedbackClass>> = {
  PlateauLRScheduler(args) {
    args.ignore(
      'verbose',
      'noise_range_t',
      'noise_type',
      'noise_pct',
      'noise_std',
      'noise_seed',
      'initialize',
    );
    const [steps, from] = [args.count('warmup_t', 0), args.number('warmup_lr_init', 0)];
    const rule = {
      ...torchRule(args, {
        factor: 'decay_rate',
        patience: 'patience_t',
        cooldown: 'cooldown_t',
        floor: 'lr_min',
      }),
      relative: args.number('threshold', 1e-4),
      mode: args.choice('mode', ['max', 'min'], 'max'),
      // of PyTorch's class inside, which it has no argument for
      leastCut: 1e-8,
    } as const;
    // step 0 always sets the rate of the warm-up, which without a warm-up stays for good
    if (steps === 0) return from > 0 ? plateau({ peak: from, ...rule }) : plateau(rule).scale(0);
    const rise = piecewise({
      boundaries: [steps],
      values: [from, args.baseLr],
      interpolate: 'linear',
      steps,
    });
    const first = piecewise({ boundaries: [1], values: [from, from], steps: 1 });
    return sequence([first, rise, plateau({ peak: args.baseLr, ...rule })]);
  },
};

/** The classes that listen to metrics, by library. */
export const FEEDBACK: Readonly<Record<string, Readonly<Record<string, FeedbackClass>>>> = {
  torch,
  keras,
  optax,
  transformers,
  timm,
};
