import { piecewise } from '../schedule/families/piecewise';
import type { Schedule } from '../schedule/schedule';
import { formula } from './formula';
import { above0, isLength } from './pieces';
import type { Arguments } from './request';
import { oneCyclePhaseEnds } from './torch-one-cycle-ends';

/**
 * The rate of PyTorch's `OneCycleLR`. Where its phases end at whole steps it is a `piecewise` that can be edited.
 * Its last update (`total_steps − 1`) has the lowest rate, which is held; the step after it, outside of the schedule in
 * the library (negative, or up again), is there only bug for bug.
 */
export function oneCycleRate(args: Arguments): Schedule {
  const max = above0(args, 'max_lr');
  const initial = max / above0(args, 'div_factor', 25);
  const min = initial / above0(args, 'final_div_factor', 1e4);
  args.ignore('cycle_momentum', 'base_momentum', 'max_momentum');
  return through(args, [initial, max, min], [initial, max, initial, min]);
}

/** The momentum (SGD) or first beta (Adam) beside that rate: it falls while the rate rises. */
export function oneCycleMomentum(args: Arguments): Schedule {
  const base = args.number('base_momentum', 0.85);
  const max = args.number('max_momentum', 0.95);
  args.ignore('max_lr', 'div_factor', 'final_div_factor');
  if (!args.flag('cycle_momentum', true)) throw args.refuse('cycle_momentum is false');
  return through(args, [max, base, max], [max, base, max, max]);
}

function through(args: Arguments, two: readonly number[], three: readonly number[]): Schedule {
  const steps = totalSteps(args);
  const share = args.number('pct_start', 0.3);
  if (share < 0 || share > 1) {
    throw args.refuse(`pct_start must be at least 0 and at most 1, got ${share}`);
  }
  if (share * steps === 1) {
    throw args.refuse(
      `pct_start ${share} of ${steps} total_steps is a rise of 1 update, for which the library divides by zero; take 2 updates or more`,
    );
  }
  const shape = args.choice('anneal_strategy', ['cos', 'linear'], 'cos');
  const rates = args.flag('three_phase', false) ? three : two;
  const ends = oneCyclePhaseEnds(steps, share, rates === three);
  const whole = ends.every((end, phase) => isLength(end) && end > (ends[phase - 1] ?? 0));
  if (whole && !args.bugForBug) {
    const interpolate = shape === 'cos' ? 'cosine' : 'linear';
    return piecewise({ boundaries: ends, values: rates, interpolate, steps });
  }
  return formula('torch.OneCycleLR', {
    total_steps: steps,
    pct_start: share,
    anneal_strategy: shape,
    rates,
    ...(args.bugForBug ? { rebound: true } : {}),
  });
}

/** `total_steps`, or else the product of `epochs` and `steps_per_epoch`. */
function totalSteps(args: Arguments): number {
  if (args.has('total_steps')) {
    args.ignore('epochs', 'steps_per_epoch');
    return args.count('total_steps', undefined, 1);
  }
  args.ignore('total_steps');
  if (!args.has('epochs') || !args.has('steps_per_epoch')) {
    throw args.refuse('give total_steps, or both epochs and steps_per_epoch');
  }
  return args.count('epochs', undefined, 1) * args.count('steps_per_epoch', undefined, 1);
}
