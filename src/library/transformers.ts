import { cosine } from '../schedule/families/cosine';
import { inverseSqrt } from '../schedule/families/inverse-sqrt';
import { linear } from '../schedule/families/linear';
import { polynomial } from '../schedule/families/polynomial';
import type { Schedule } from '../schedule/schedule';
import { formula } from './formula';
import { fromTheStart, optimizerRate } from './optimizer-rate';
import { atLeast, flat, isLength, lead, ramp, stairs } from './pieces';
import type { Arguments, LibraryClass } from './request';
import { warmupStableDecay } from './transformers-wsd';

/** Functions of `transformers.optimization`; all multiply the rate of the optimizer. */
const functions: Readonly<Record<string, LibraryClass>> = {
  get_constant_schedule: (args) => flat(optimizerRate(args)),

  get_constant_schedule_with_warmup: (args) => warmed(args, flat(optimizerRate(args))),

  get_linear_schedule_with_warmup(args) {
    const peak = optimizerRate(args);
    const left = afterWarmup(args);
    return warmed(args, left > 0 ? linear({ peak, steps: left }) : flat(0));
  },

  get_cosine_schedule_with_warmup(args) {
    const peak = optimizerRate(args);
    return warmed(args, waves(args, { peak, floor: 0 }));
  },

  get_cosine_with_hard_restarts_schedule_with_warmup(args) {
    const peak = optimizerRate(args);
    const cycles = atLeast(args, 'num_cycles', 1);
    const steps = Math.max(1, afterWarmup(args));
    const whole = isLength(cycles) && isLength(steps / cycles);
    return warmed(
      args,
      whole
        ? repeated(cosine({ peak, steps: steps / cycles }), cycles)
        : formula('transformers.cosine_with_restarts', { peak, steps, num_cycles: cycles }),
    );
  },

  get_polynomial_decay_schedule_with_warmup(args) {
    const peak = optimizerRate(args);
    const floor = atLeast(args, 'lr_end', 1e-7);
    const power = atLeast(args, 'power', 1);
    const left = afterWarmup(args);
    if (floor >= peak) throw args.refuse(`lr_end must be below baseLr (${peak}), got ${floor}`);
    if (left === 0 && args.count('num_warmup_steps') === 0) {
      throw args.refuse('num_training_steps must be at least 1, got 0');
    }
    // the library raises when it comes to a decay of no updates, and is at the end when the warm-up went past it
    if (left <= 0) return warmed(args, flat(floor));
    const decay =
      power > 0
        ? polynomial({ peak, floor, power, steps: left })
        : stairs(peak, [{ at: left + 1, value: floor }]);
    return warmed(args, decay);
  },

  get_inverse_sqrt_schedule(args) {
    const peak = optimizerRate(args);
    const timescale = args.count('timescale', args.count('num_warmup_steps') || 10_000, 1);
    return warmed(args, inverseSqrt({ peak, timescale, after: 'continue' }));
  },

  get_cosine_with_min_lr_schedule_with_warmup(args) {
    const peak = optimizerRate(args);
    return warmed(args, waves(args, { peak, floor: lowestRate(args, peak) }));
  },

  get_cosine_with_min_lr_schedule_with_warmup_lr_rate(args) {
    const peak = optimizerRate(args);
    const floor = lowestRate(args, peak);
    const warmup = args.count('num_warmup_steps');
    const first = peak * atLeast(args, 'warmup_lr_rate', 1 / Math.max(1, warmup));
    if (warmup > 1 || (warmup === 1 && first === peak)) {
      // the last update of the warm-up has the peak already: it is the first of the decay
      return lead(
        ramp(first, peak, Math.max(1, warmup - 1)),
        warmup - 1,
        waves(args, { peak, floor }),
      );
    }
    return lead(flat(first), warmup, waves(args, { peak, floor, early: 1 }));
  },

  get_wsd_schedule: warmupStableDecay,
};

/** Schedules of Hugging Face transformers, by the functions that make them. */
export const transformers: Readonly<Record<string, LibraryClass>> = Object.fromEntries(
  Object.entries(functions).map(([name, build]) => [
    name,
    (args: Arguments): Schedule => {
      fromTheStart(args);
      return build(args);
    },
  ]),
);

/** Updates that `num_training_steps` leave after the warm-up; below 0 when the warm-up is longer. */
function afterWarmup(args: Arguments): number {
  return args.count('num_training_steps') - args.count('num_warmup_steps');
}

/** The warm-up that most of them have: from a rate of 0 at step 0. */
function warmed(args: Arguments, rest: Schedule): Schedule {
  const steps = args.count('num_warmup_steps');
  return steps > 0 ? lead(ramp(0, optimizerRate(args), steps), steps, rest) : rest;
}

function repeated(cycle: Schedule, times: number): Schedule {
  return times > 1 ? cycle.repeat(times) : cycle;
}

/**
 * `num_cycles` waves (a half when left out) over what the warm-up leaves. The library waves on after the end, so that the
 * rate rises again; here its end is held, unless bug for bug.
 *
 * @param early Steps by which the first one is ahead.
 */
function waves(
  args: Arguments,
  { peak, floor, early = 0 }: { peak: number; floor: number; early?: number },
): Schedule {
  const cycles = args.number('num_cycles', 0.5);
  const steps = Math.max(1, afterWarmup(args));
  if (cycles === 0.5 && early === 0 && floor <= peak) {
    return cosine({ peak, floor, steps, after: args.bugForBug ? 'continue' : 'hold' });
  }
  const values = { peak, floor, steps, early, num_cycles: cycles };
  return formula('transformers.cosine', args.bugForBug ? { ...values, waving: true } : values);
}

/** `min_lr`, or `min_lr_rate` of the peak: exactly one of them. */
function lowestRate(args: Arguments, peak: number): number {
  if (args.has('min_lr') === args.has('min_lr_rate')) {
    throw args.refuse('give one of min_lr and min_lr_rate');
  }
  args.ignore('min_lr', 'min_lr_rate');
  return args.has('min_lr') ? atLeast(args, 'min_lr') : peak * atLeast(args, 'min_lr_rate');
}
