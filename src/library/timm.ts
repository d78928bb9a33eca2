import { cosine } from '../schedule/families/cosine';
import { polynomial } from '../schedule/families/polynomial';
import { stepDecay } from '../schedule/families/step-decay';
import type { Schedule } from '../schedule/schedule';
import { formula } from './formula';
import { optimizerRate } from './optimizer-rate';
import { above0, atLeast, isLength, lead, ramp, stairs } from './pieces';
import type { Arguments, LibraryClass } from './request';
import { cyclesOf, isRepeatable, repeated } from './timm-repeat';
import { stableDecay } from './timm-wsd';

/** Schedulers of `timm.scheduler`: the rate after `step(t)`, t being an epoch or an update. */
const classes: Readonly<Record<string, LibraryClass>> = {
  CosineLRScheduler(args) {
    const peak = optimizerRate(args);
    const cycles = cyclesOf(args);
    const kDecay = above0(args, 'k_decay', 1);
    const body = isRepeatable(cycles, peak)
      ? repeated(cosine({ peak, floor: cycles.lr_min, kDecay, steps: cycles.t_initial }), cycles)
      : formula('timm.CosineLRScheduler', { peak, ...cycles, k_decay: kDecay });
    return warmed(args, body, args.flag('warmup_prefix', false));
  },

  PolyLRScheduler(args) {
    const peak = optimizerRate(args);
    const cycles = cyclesOf(args);
    const power = atLeast(args, 'power', 0.5);
    const k = above0(args, 'k_decay', 1);
    const body =
      isRepeatable(cycles, peak) && k === 1 && power > 0
        ? repeated(
            polynomial({ peak, floor: cycles.lr_min, power, steps: cycles.t_initial }),
            cycles,
          )
        : formula('timm.PolyLRScheduler', { peak, ...cycles, power, k_decay: k });
    return warmed(args, body, args.flag('warmup_prefix', false));
  },

  TanhLRScheduler(args) {
    const peak = optimizerRate(args);
    const [lb, ub] = [args.number('lb', -7), args.number('ub', 3)];
    if (lb >= ub) throw args.refuse(`lb must be below ub (${ub}), got ${lb}`);
    const body = formula('timm.TanhLRScheduler', { peak, ...cyclesOf(args), lb, ub });
    const prefix = args.flag('warmup_prefix', false);
    // a warm-up that cuts the curve rises to where it cuts it
    return warmed(args, body, prefix, prefix ? peak : body(args.count('warmup_t', 0)));
  },

  StepLRScheduler(args) {
    const peak = optimizerRate(args);
    const every = above0(args, 'decay_t');
    const gamma = atLeast(args, 'decay_rate', 1);
    const body =
      isLength(every) && gamma <= 1
        ? stepDecay({ peak, gamma, every, after: 'continue' })
        : formula('timm.StepLRScheduler', { peak, decay_rate: gamma, decay_t: every });
    return warmed(args, body, args.flag('warmup_prefix', true));
  },

  MultiStepLRScheduler(args) {
    const peak = optimizerRate(args);
    const gamma = atLeast(args, 'decay_rate', 1);
    const milestones = args.numbers('decay_t');
    if (milestones.some((one, index) => one < (milestones[index - 1] ?? one))) {
      throw args.refuse('decay_t must ascend');
    }
    // the library drops a step before its milestones, on purpose
    const drops = milestones.map((one, index) => ({
      at: Math.ceil(one) - 1,
      value: peak * gamma ** (index + 1),
    }));
    return warmed(args, stairs(peak, drops), args.flag('warmup_prefix', true));
  },

  WSDLRScheduler(args) {
    const peak = optimizerRate(args);
    return warmed(args, stableDecay(args, peak), true);
  },
};

/** Schedulers of timm that do not listen to a metric. */
export const timm: Readonly<Record<string, LibraryClass>> = Object.fromEntries(
  Object.entries(classes).map(([name, build]) => [
    name,
    (args: Arguments): Schedule => {
      withoutNoise(args);
      return build(args);
    },
  ]),
);

/** Reads what all of them have. @throws RangeError when they are to add noise, which PyTorch's generator draws. */
function withoutNoise(args: Arguments): void {
  args.ignore('t_in_epochs', 'initialize', 'noise_range_t', 'noise_pct', 'noise_std', 'noise_seed');
  if (!args.has('noise_range_t')) return;
  throw args.refuse(
    'noise_range_t asks for noise drawn by the generator of PyTorch, which is not reproduced; leave it out',
  );
}

/**
 * `warmup_t` steps from `warmup_lr_init`, in front of a schedule, or, without `prefix`, over its start: the schedule is
 * then entered at step `warmup_t`.
 */
function warmed(args: Arguments, body: Schedule, prefix: boolean, target?: number): Schedule {
  const steps = args.count('warmup_t', 0);
  const from = atLeast(args, 'warmup_lr_init', 0);
  if (steps === 0) return body;
  const rise = ramp(from, target ?? optimizerRate(args), steps);
  return lead(rise, steps, prefix ? body : body.shift(steps));
}
