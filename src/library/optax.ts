import type { Schedule } from '../schedule/schedule';
import { cosineMove, exponential, polynomialMove } from './decays';
import { joined } from './optax-join';
import { interpolated, scalesOf } from './optax-pieces';
import { above0, atLeast, chain, flat, lead, ramp, stairs, wrongKind } from './pieces';
import { Arguments, type LibraryClass } from './request';

/** Optax's schedules by name: functions of the count of updates, whose lengths include the warm-up. */
export const optax: Readonly<Record<string, LibraryClass>> = {
  constant_schedule: (args) => flat(atLeast(args, 'value')),
  linear_schedule: (args) => moved(args, 1),
  polynomial_schedule: (args) => moved(args, atLeast(args, 'power')),
  exponential_decay: (args) => decayed(args, atLeast(args, 'init_value')),
  cosine_decay_schedule(args) {
    return cosineMove('optax.cosine_decay_schedule', {
      start: atLeast(args, 'init_value'),
      steps: above0(args, 'decay_steps'),
      alpha: atLeast(args, 'alpha', 0),
      exponent: atLeast(args, 'exponent', 1),
    });
  },
  piecewise_constant_schedule(args) {
    const first = atLeast(args, 'init_value');
    let value = first;
    const pieces = scalesOf(args).map(([at, scale]) => {
      value *= scale;
      return { at: Math.ceil(at), value };
    });
    return stairs(first, pieces);
  },
  piecewise_interpolate_schedule(args) {
    const cosine = args.choice('interpolate_type', ['linear', 'cosine']) === 'cosine';
    return interpolated(atLeast(args, 'init_value'), scalesOf(args), cosine);
  },
  linear_onecycle_schedule(args) {
    const steps = args.count('transition_steps', undefined, 1);
    const divide = above0(args, 'div_factor', 25);
    const points: [number, number][] = [
      [Math.trunc(args.number('pct_start', 0.3) * steps), divide],
      [Math.trunc(args.number('pct_final', 0.85) * steps), 1 / divide],
      [steps, 1 / above0(args, 'final_div_factor', 1e4)],
    ];
    return interpolated(atLeast(args, 'peak_value') / divide, oncePerStep(args, points), false);
  },
  cosine_onecycle_schedule(args) {
    const steps = args.count('transition_steps', undefined, 1);
    const divide = above0(args, 'div_factor', 25);
    const points: [number, number][] = [
      [Math.trunc(args.number('pct_start', 0.3) * steps), divide],
      [steps, 1 / (divide * above0(args, 'final_div_factor', 1e4))],
    ];
    return interpolated(atLeast(args, 'peak_value') / divide, oncePerStep(args, points), true);
  },
  warmup_constant_schedule(args) {
    const [from, to] = [atLeast(args, 'init_value'), atLeast(args, 'peak_value')];
    const steps = args.number('warmup_steps');
    if (steps > 0) return ramp(from, to, args.count('warmup_steps'));
    // without a warm-up the library never leaves the first rate
    return flat(args.bugForBug ? from : to);
  },
  warmup_cosine_decay_schedule: warmupCosine,
  warmup_exponential_decay_schedule(args) {
    const peak = atLeast(args, 'peak_value');
    const steps = args.count('warmup_steps');
    const rise = warmup(args, peak, steps);
    return lead(rise, steps, decayed(args, peak));
  },
  sgdr_schedule(args) {
    const cycles = args.any('cosine_kwargs');
    if (!Array.isArray(cycles) || cycles.length === 0)
      throw wrongKind(args, 'cosine_kwargs must be a list of at least one set of arguments');
    const read = cycles.map((params: Readonly<Record<string, unknown>>) => {
      const own = new Arguments({ library: 'optax', class: 'sgdr_schedule', params });
      const part = warmupCosine(own);
      own.finish();
      return { part, steps: own.count('decay_steps', undefined, 1) };
    });
    return chain(
      read.map(({ part }) => part),
      read.slice(0, -1).map(({ steps }) => steps),
    );
  },
  join_schedules: (args) => joined(args, optax),
};

function moved(args: Arguments, power: number): Schedule {
  const [start, end] = [atLeast(args, 'init_value'), atLeast(args, 'end_value')];
  const steps = args.number('transition_steps');
  const begin = beginOf(args);
  if (steps <= 0) return flat(start);
  const move = polynomialMove('optax.polynomial_schedule', { start, end, power, steps });
  return lead(flat(start), begin, move);
}

/** An exponential decay or growth from `start`; `end_value` bounds it from the side it goes to. */
function decayed(args: Arguments, start: number): Schedule {
  const every = args.number('transition_steps');
  const factor = atLeast(args, 'decay_rate');
  const begin = beginOf(args);
  const staircase = args.flag('staircase', false);
  const bound = args.has('end_value') ? atLeast(args, 'end_value') : undefined;
  args.ignore('end_value');
  if (every <= 0 || factor === 0) return flat(start);
  const side = factor < 1 ? { least: bound } : { most: bound };
  const decay = exponential('optax.exponential_decay', {
    start,
    factor,
    every,
    staircase,
    ...side,
  });
  return lead(flat(decay(0)), begin, decay);
}

function warmupCosine(args: Arguments): Schedule {
  const peak = atLeast(args, 'peak_value');
  const steps = args.count('warmup_steps');
  const decay = args.number('decay_steps') - steps;
  const end = atLeast(args, 'end_value', 0);
  const exponent = atLeast(args, 'exponent', 1);
  const rise = warmup(args, peak, steps);
  if (decay <= 0) {
    throw args.refuse(
      `decay_steps must be above warmup_steps (${steps}), since it includes them, got ${decay + steps}`,
    );
  }
  const alpha = peak === 0 ? 0 : end / peak;
  const of = 'optax.cosine_decay_schedule';
  return lead(rise, steps, cosineMove(of, { start: peak, alpha, exponent, steps: decay }));
}

function warmup(args: Arguments, peak: number, steps: number): Schedule {
  const from = atLeast(args, 'init_value');
  return steps > 0 ? ramp(from, peak, steps) : flat(from);
}

/** A negative `transition_begin` is taken for 0, as the library says in its log. */
function beginOf(args: Arguments): number {
  return args.number('transition_begin', 0) < 0 ? 0 : args.count('transition_begin', 0);
}

/**
 * Scales of a one-cycle by step. Two that fall on one step are both applied; the library keeps
 * only the later one, which starts or ends such a short cycle far below its rates.
 */
function oncePerStep(args: Arguments, points: readonly [number, number][]): [number, number][] {
  const scales = new Map<number, number>();
  for (const [at, scale] of points) {
    scales.set(at, args.bugForBug ? scale : scale * (scales.get(at) ?? 1));
  }
  return [...scales].sort(([a], [b]) => a - b);
}
