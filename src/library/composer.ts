import { cosineRestarts } from '../schedule/families/cosine-restarts';
import { multiStepDecay } from '../schedule/families/multi-step-decay';
import { stepDecay } from '../schedule/families/step-decay';
import type { Schedule } from '../schedule/schedule';
import { type ComposerClock, composerClock, someBatches } from './composer-time';
import { warmedUp } from './composer-warmup';
import { cosineMove, exponential, polynomialMove } from './decays';
import { formula } from './formula';
import { above0, atLeast, flat, ramp, stairs, wrongKind } from './pieces';
import type { Arguments, LibraryClass } from './request';

/**
 * Composer's schedulers by name. They give factors: the schedule is `baseLr` times the factor, one
 * update a batch. Times need `context.maxDuration` and, in epochs, `context.batchesPerEpoch`.
 */
export const composer: Readonly<Record<string, LibraryClass>> = {
  StepScheduler(args) {
    const every = someBatches(args, composerClock(args), 'step_size');
    const [start, gamma] = [args.baseLr, atLeast(args, 'gamma', 0.1)];
    if (start === 0 || gamma === 1) return flat(start);
    if (gamma < 1) return stepDecay({ peak: start, gamma, every, after: 'continue' });
    const values = { start, factor: gamma, every, staircase: true };
    return exponential('composer.StepScheduler', values);
  },
  MultiStepScheduler(args) {
    const [milestones, gamma] = dropsOf(args, composerClock(args));
    return drops(args.baseLr, milestones, gamma);
  },
  ConstantScheduler(args) {
    const end = composerClock(args).batches('t_max', args.any('t_max') ?? '1dur');
    return stairs(args.baseLr * atLeast(args, 'alpha', 1), [{ at: end, value: args.baseLr }]);
  },
  LinearScheduler(args) {
    const steps = someBatches(args, composerClock(args), 't_max', '1dur');
    const [from, to] = [atLeast(args, 'alpha_i', 1), atLeast(args, 'alpha_f', 0)];
    return ramp(args.baseLr * from, args.baseLr * to, steps);
  },
  ExponentialScheduler: (args) =>
    exponential('composer.ExponentialScheduler', {
      start: args.baseLr,
      factor: atLeast(args, 'gamma'),
      every: someBatches(args, composerClock(args), 'decay_period', '1ep'),
    }),
  CosineAnnealingScheduler(args) {
    const steps = someBatches(args, composerClock(args), 't_max', '1dur');
    return cosineFall(args, steps);
  },
  CosineAnnealingWarmRestartsScheduler: restarts,
  PolynomialScheduler(args) {
    const steps = someBatches(args, composerClock(args), 't_max', '1dur');
    return powerFall(args, steps, atLeast(args, 'power'));
  },
  MultiStepWithWarmupScheduler(args) {
    const clock = composerClock(args);
    const [milestones, gamma] = dropsOf(args, clock);
    return warmedUp(args, clock, args.baseLr, (warmup) =>
      drops(
        args.baseLr,
        milestones.map((milestone) => milestone - warmup),
        gamma,
      ),
    );
  },
  ConstantWithWarmupScheduler(args) {
    const clock = composerClock(args);
    const rate = args.baseLr * atLeast(args, 'alpha', 1);
    endOf(args, clock);
    return warmedUp(args, clock, rate, () => flat(rate));
  },
  LinearWithWarmupScheduler(args) {
    const clock = composerClock(args);
    const from = args.baseLr * atLeast(args, 'alpha_i', 1);
    const to = args.baseLr * atLeast(args, 'alpha_f', 0);
    const end = endOf(args, clock);
    // a run that is all warm-up stays where it brought it
    return warmedUp(args, clock, from, (warmup) =>
      end > warmup ? ramp(from, to, end - warmup) : flat(from),
    );
  },
  CosineAnnealingWithWarmupScheduler(args) {
    const clock = composerClock(args);
    const end = endOf(args, clock);
    return warmedUp(args, clock, args.baseLr, (warmup) => cosineFall(args, end - warmup));
  },
  PolynomialWithWarmupScheduler(args) {
    const clock = composerClock(args);
    const end = endOf(args, clock);
    const power = atLeast(args, 'power', 2);
    return warmedUp(args, clock, args.baseLr, (warmup) => powerFall(args, end - warmup, power));
  },
};

/** Half a cosine from `baseLr` to `alpha_f` of it; flat when there is no time for it. */
function cosineFall(args: Arguments, steps: number): Schedule {
  const [start, alpha] = [args.baseLr, atLeast(args, 'alpha_f', 0)];
  if (steps < 1) return flat(start);
  return cosineMove('composer.CosineAnnealingScheduler', { start, alpha, steps });
}

function powerFall(args: Arguments, steps: number, power: number): Schedule {
  const start = args.baseLr;
  const end = start * atLeast(args, 'alpha_f', 0);
  if (steps < 1) return flat(start);
  return polynomialMove('composer.PolynomialScheduler', { start, end, power, steps });
}

function restarts(args: Arguments): Schedule {
  const clock = composerClock(args);
  const first = someBatches(args, clock, 't_0');
  const longer = above0(args, 't_mult', 1);
  const [start, alpha] = [args.baseLr, atLeast(args, 'alpha_f', 0)];
  if (start === 0 || alpha === 1) return flat(start);
  if (alpha < 1 && Number.isInteger(longer)) {
    const lengths = { cycle: first, lengthMultiplier: longer };
    return cosineRestarts({ peak: start, floor: alpha * start, ...lengths, after: 'continue' });
  }
  // intervals are cut to whole batches, so they may shrink to none, where the library stops the run
  let batches = 0;
  for (let length = first; longer < 1 && length > 0; length = Math.trunc(longer * length))
    batches += length;
  if (longer < 1 && batches < clock.total()) {
    throw args.refuse(
      `its intervals shrink to none at batch ${batches}, before the run ends at ${clock.total()}; take a t_mult of at least 1`,
    );
  }
  const of = 'composer.CosineAnnealingWarmRestartsScheduler';
  return formula(of, { start, alpha, first, lengthMultiplier: longer });
}

/** Milestones in batches, in order, and what each multiplies by. */
function dropsOf(args: Arguments, clock: ComposerClock): [number[], number] {
  const given = args.any('milestones');
  if (!Array.isArray(given)) throw wrongKind(args, 'milestones must be a list of times');
  const milestones = given.map((text, i) => clock.batches(`milestones[${i}]`, text));
  return [milestones.sort((a, b) => a - b), atLeast(args, 'gamma', 0.1)];
}

/** `gamma` more at each milestone; one that has passed, or comes twice, counts as well. */
function drops(start: number, milestones: readonly number[], gamma: number): Schedule {
  const apart = milestones.every((milestone, i) => milestone > (milestones[i - 1] ?? 0));
  if (apart && milestones.length > 0 && gamma <= 1 && start > 0)
    return multiStepDecay({ peak: start, gamma, milestones, after: 'continue' });
  const pieces = milestones.map((at, i) => ({ at, value: start * gamma ** (i + 1) }));
  return stairs(start, pieces);
}

/** `t_max`, which must not be before the end of the run. */
function endOf(args: Arguments, clock: ComposerClock): number {
  const text = args.any('t_max') ?? '1dur';
  const end = clock.batches('t_max', text);
  if (end >= clock.total()) return end;
  throw args.refuse(
    `t_max must be at least the run's ${clock.total()} batches, got ${String(text)}, which is ${end}`,
  );
}
