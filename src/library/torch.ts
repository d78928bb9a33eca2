import { constant } from '../schedule/families/constant';
import { cosine } from '../schedule/families/cosine';
import { cosineRestarts } from '../schedule/families/cosine-restarts';
import { exponentialDecay } from '../schedule/families/exponential-decay';
import { polynomial } from '../schedule/families/polynomial';
import { stepDecay } from '../schedule/families/step-decay';
import { swa } from '../schedule/families/swa';
import type { Schedule } from '../schedule/schedule';
import { formula } from './formula';
import { fromTheStart, optimizerRate } from './optimizer-rate';
import { atLeast, flat, isLength, lead, ramp, stairs } from './pieces';
import type { Arguments, LibraryClass } from './request';
import { cyclicMomentum, cyclicRate } from './torch-cyclic';
import { lambdaRate, multiplicativeRate } from './torch-lambda';
import { oneCycleMomentum, oneCycleRate } from './torch-one-cycle';

/** Rate after `t` calls of `scheduler.step()`; the constructor makes the first. */
const classes: Readonly<Record<string, LibraryClass>> = {
  LambdaLR: lambdaRate,
  MultiplicativeLR: multiplicativeRate,

  StepLR(args) {
    const peak = optimizerRate(args);
    const every = args.count('step_size', undefined, 1);
    const gamma = atLeast(args, 'gamma', 0.1);
    return powers(peak, gamma, every);
  },

  ExponentialLR(args) {
    const peak = optimizerRate(args);
    const gamma = atLeast(args, 'gamma');
    if (gamma > 1) return powers(peak, gamma, 1);
    return exponentialDecay({ peak, gamma, after: 'continue' });
  },

  MultiStepLR(args) {
    const peak = optimizerRate(args);
    const gamma = atLeast(args, 'gamma', 0.1);
    // the library counts calls: it never comes past a milestone below 0, and past a fraction only in its closed form
    const reached = args
      .numbers('milestones')
      .filter((one) => one >= 0 && (Number.isInteger(one) || !args.bugForBug));
    const drops = reached
      .sort((a, b) => a - b)
      .map((one, index) => ({
        at: Math.ceil(one),
        value: peak * gamma ** (index + 1),
      }));
    return stairs(peak, drops);
  },

  ConstantLR(args) {
    const peak = optimizerRate(args);
    const factor = within1(args, 'factor', 1 / 3);
    const steps = args.count('total_iters', 5);
    // the factor is taken back when the count is reached, and a count of 0 is behind already
    return stairs(peak * factor, steps > 0 ? [{ at: steps, value: peak }] : []);
  },

  LinearLR(args) {
    const peak = optimizerRate(args);
    const start = peak * within1(args, 'start_factor', 1 / 3);
    const end = peak * within1(args, 'end_factor', 1);
    const steps = args.count('total_iters', 5);
    if (start === 0) throw args.refuse('start_factor must be above 0, got 0');
    if (steps > 0) return ramp(start, end, steps);
    if (args.bugForBug) return flat(start);
    throw args.refuse(
      "total_iters must be at least 1, got 0: the library would stay at start_factor for ever (compat 'bug-for-bug' does so)",
    );
  },

  PolynomialLR(args) {
    const peak = optimizerRate(args);
    const steps = args.count('total_iters', 5);
    const power = atLeast(args, 'power', 1);
    return steps === 0 || power === 0 ? constant({ peak }) : polynomial({ peak, power, steps });
  },

  CosineAnnealingLR(args) {
    const peak = optimizerRate(args);
    const floor = atLeast(args, 'eta_min', 0);
    const steps = atLeast(args, 'T_max');
    // the library divides by 0 at its second step
    if (steps === 0) return lead(flat(peak), 1, flat(floor));
    if (isLength(steps) && floor <= peak) return cosine({ peak, floor, steps, after: 'continue' });
    return formula('torch.CosineAnnealingLR', { baseLr: peak, eta_min: floor, T_max: steps });
  },

  CosineAnnealingWarmRestarts(args) {
    const peak = optimizerRate(args);
    const floor = atLeast(args, 'eta_min', 0);
    const cycle = args.count('T_0', undefined, 1);
    const multiplier = args.count('T_mult', 1, 1);
    const logarithm = args.bugForBug && multiplier > 1;
    if (floor <= peak && !logarithm) {
      return cosineRestarts({
        peak,
        floor,
        cycle,
        lengthMultiplier: multiplier,
        after: 'continue',
      });
    }
    const values = { baseLr: peak, eta_min: floor, T_0: cycle, T_mult: multiplier };
    return formula(
      'torch.CosineAnnealingWarmRestarts',
      logarithm ? { ...values, logarithm } : values,
    );
  },

  OneCycleLR: oneCycleRate,
  CyclicLR: cyclicRate,

  SWALR(args) {
    const anneal = args.count('anneal_epochs', 10);
    const shape = args.choice('anneal_strategy', ['cos', 'linear'], 'cos');
    return swa({
      from: optimizerRate(args),
      to: atLeast(args, 'swa_lr'),
      anneal,
      shape: shape === 'cos' ? 'cosine' : 'linear',
    });
  },
};

/** Schedulers of `torch.optim.lr_scheduler` and `torch.optim.swa_utils` whose arguments state the schedule. */
export const torch: Readonly<Record<string, LibraryClass>> = Object.fromEntries(
  Object.entries(classes).map(([name, build]) => [name, resumable(build)]),
);

/** The momentum that PyTorch moves beside the rate. */
export const torchMomentum: Readonly<Record<string, LibraryClass>> = {
  OneCycleLR: resumable(oneCycleMomentum),
  CyclicLR: resumable(cyclicMomentum),
};

function resumable(build: LibraryClass): LibraryClass {
  return (args) => {
    fromTheStart(args);
    return build(args);
  };
}

/** Stairs of a factor for ever, up or down. */
function powers(peak: number, gamma: number, every: number): Schedule {
  if (gamma <= 1) return stepDecay({ peak, gamma, every, after: 'continue' });
  return formula('torch.StepLR', { baseLr: peak, gamma, step_size: every });
}

function within1(args: Arguments, name: string, fallback: number): number {
  const value = atLeast(args, name, fallback);
  if (value <= 1) return value;
  throw args.refuse(`${name} must be at least 0 and at most 1, got ${value}`);
}
