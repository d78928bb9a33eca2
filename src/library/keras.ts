import { cosineRestarts } from '../schedule/families/cosine-restarts';
import { inverseTimeDecay } from '../schedule/families/inverse-time-decay';
import type { Schedule } from '../schedule/schedule';
import { show } from '../schedule/validate';
import { cosineMove, exponential, polynomialMove } from './decays';
import { formula } from './formula';
import { above0, atLeast, flat, isLength, lead, ramp, stairs } from './pieces';
import type { Arguments, LibraryClass } from './request';

/**
 * Keras's schedules by name: functions of the optimizer's iterations, whose lengths exclude the warm-up.
 *
 * Keras computes in float32 unless told otherwise, which matters in one place: it misses some
 * restarts of `CosineDecayRestarts`. Bug-for-bug misses those too; with `context: { precision: 'float32' }`
 * it also rounds as Keras does, and with `'float64'` it misses none, since Keras misses none in float64.
 */
export const keras: Readonly<Record<string, LibraryClass>> = {
  ExponentialDecay: (args) =>
    exponential('keras.ExponentialDecay', {
      start: initialOf(args),
      factor: atLeast(args, 'decay_rate'),
      every: above0(args, 'decay_steps'),
      staircase: args.flag('staircase', false),
    }),
  InverseTimeDecay(args) {
    const peak = initialOf(args);
    const rate = atLeast(args, 'decay_rate');
    const every = above0(args, 'decay_steps');
    const staircase = args.flag('staircase', false);
    if (peak === 0 || rate === 0) return flat(peak);
    const after = 'continue';
    if (isLength(every)) return inverseTimeDecay({ peak, rate, every, staircase, after });
    if (!staircase) return inverseTimeDecay({ peak, rate: rate / every, every: 1, after });
    return formula('keras.InverseTimeDecay', { start: peak, rate, every });
  },
  PolynomialDecay: (args) =>
    polynomialMove('keras.PolynomialDecay', {
      start: initialOf(args),
      steps: above0(args, 'decay_steps'),
      end: atLeast(args, 'end_learning_rate', 1e-4),
      power: atLeast(args, 'power', 1),
      cycle: args.flag('cycle', false),
    }),
  PiecewiseConstantDecay(args) {
    args.ignore('name');
    // the boundary itself keeps the old value, and a broken one is cut to the step before it
    const steps = args.numbers('boundaries').map((boundary) => Math.trunc(boundary) + 1);
    const values = args.numbers('values');
    if (steps.length === 0) throw args.refuse('boundaries must be at least one');
    if (values.length !== steps.length + 1) {
      throw args.refuse(
        `values must be one more than the ${steps.length} boundaries, got ${values.length}`,
      );
    }
    if (steps.some((step, i) => step < (steps[i - 1] ?? step)))
      throw args.refuse('boundaries must ascend');
    const negative = values.find((value) => value < 0);
    if (negative !== undefined) throw args.refuse(`values must be at least 0, got ${negative}`);
    const [first, ...rest] = values as [number, ...number[]];
    return stairs(
      first,
      rest.map((value, i) => ({ at: steps[i] as number, value })),
    );
  },
  CosineDecay(args) {
    const initial = initialOf(args);
    const steps = above0(args, 'decay_steps');
    const alpha = atLeast(args, 'alpha', 0);
    const warmup = atLeast(args, 'warmup_steps', 0);
    const of = 'keras.CosineDecay';
    // without a target the library does not warm up
    if (!args.has('warmup_target')) {
      args.ignore('warmup_target');
      return cosineMove(of, { start: initial, alpha, steps });
    }
    const target = atLeast(args, 'warmup_target');
    if (warmup > 0 && !isLength(warmup))
      return formula(of, { start: target, alpha, steps, exponent: 1, warmup, from: initial });
    const fall = cosineMove(of, { start: target, alpha, steps });
    return warmup > 0 ? lead(ramp(initial, target, warmup), warmup, fall) : fall;
  },
  CosineDecayRestarts: restarts,
};

function restarts(args: Arguments): Schedule {
  const values = {
    start: initialOf(args),
    first: above0(args, 'first_decay_steps'),
    lengthMultiplier: args.number('t_mul', 2),
    swingMultiplier: atLeast(args, 'm_mul', 1),
    alpha: atLeast(args, 'alpha', 0),
  };
  const { start, first, lengthMultiplier, swingMultiplier, alpha } = values;
  if (lengthMultiplier < 1) {
    throw args.refuse(
      `t_mul must be at least 1, since cycles that shrink come to an end, got ${lengthMultiplier}`,
    );
  }
  const of = 'keras.CosineDecayRestarts';
  const missed = missedBy(args);
  if (missed) return formula(of, { ...values, arithmetic: missed });
  if (alpha > 1 && swingMultiplier > 1) {
    throw args.refuse(
      `alpha (${alpha}) and m_mul (${swingMultiplier}) must not both be above 1, since the rates become negative`,
    );
  }
  if (start === 0 || alpha === 1) return flat(start);
  // the native family multiplies the peak, the library the swing above the floor: the same when the floor is 0
  const samePeaks = swingMultiplier === 1 || (alpha === 0 && swingMultiplier < 1);
  if (alpha < 1 && samePeaks && isLength(first) && Number.isInteger(lengthMultiplier)) {
    return cosineRestarts({
      peak: start,
      floor: alpha * start,
      cycle: first,
      lengthMultiplier,
      peakMultiplier: swingMultiplier,
      after: 'continue',
    });
  }
  return formula(of, { ...values, arithmetic: 'exact' });
}

function initialOf(args: Arguments): number {
  args.ignore('name');
  return atLeast(args, 'initial_learning_rate');
}

/** The arithmetic that misses restarts, if the caller asks for them: float64 misses none. */
function missedBy(args: Arguments): 'float32' | 'float32 restarts' | undefined {
  const { precision } = args.context;
  if (precision !== undefined && precision !== 'float32' && precision !== 'float64')
    throw args.refuse(`context.precision must be 'float32' or 'float64', got ${show(precision)}`);
  if (!args.bugForBug || precision === 'float64') return undefined;
  return precision ?? 'float32 restarts';
}
