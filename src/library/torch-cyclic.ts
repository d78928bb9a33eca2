import { custom } from '../schedule/families/custom';
import { cyclical } from '../schedule/families/cyclical';
import type { Schedule } from '../schedule/schedule';
import { formula } from './formula';
import { above0, atLeast, isLength, wrongKind } from './pieces';
import type { Arguments } from './request';

const MODES = {
  triangular: 'triangular',
  triangular2: 'triangular2',
  exp_range: 'exponential',
} as const;

/** The rate of PyTorch's `CyclicLR`; a native triangle when it is one of whole steps that swings upwards. */
export function cyclicRate(args: Arguments): Schedule {
  args.ignore('cycle_momentum', 'base_momentum', 'max_momentum');
  return triangle(args, atLeast(args, 'base_lr'), atLeast(args, 'max_lr'));
}

/** The momentum (SGD) or first beta (Adam) beside that rate: the triangle upside down, scaled alike. */
export function cyclicMomentum(args: Arguments): Schedule {
  args.ignore('base_lr', 'max_lr');
  if (!args.flag('cycle_momentum', true)) throw args.refuse('cycle_momentum is false');
  const max = args.number('max_momentum', 0.9);
  return triangle(args, max, args.number('base_momentum', 0.8));
}

function triangle(args: Arguments, foot: number, top: number): Schedule {
  const up = above0(args, 'step_size_up', 2000);
  const down = atLeast(args, 'step_size_down', up);
  if (args.has('scale_fn')) return scaled(args, { foot, top, up, down });
  const mode = args.choice('mode', ['triangular', 'triangular2', 'exp_range'], 'triangular');
  const gamma = atLeast(args, 'gamma', 1);
  args.ignore('scale_fn', 'scale_mode');
  if (isLength(up) && isLength(down) && top > 0 && foot <= top && gamma <= 1) {
    return cyclical({
      peak: top,
      floor: foot,
      up,
      down,
      mode: MODES[mode],
      gamma,
      after: 'continue',
    });
  }
  return formula('torch.CyclicLR', {
    base_lr: foot,
    max_lr: top,
    step_size_up: up,
    step_size_down: down,
    mode,
    gamma,
  });
}

/** A triangle whose swing a function scales, by the count of cycles from 1 or by the step. */
function scaled(
  args: Arguments,
  { foot, top, up, down }: { foot: number; top: number; up: number; down: number },
): Schedule {
  const scale = args.any('scale_fn');
  const byCycle = args.choice('scale_mode', ['cycle', 'iterations'], 'cycle') === 'cycle';
  args.ignore('mode', 'gamma');
  if (typeof scale !== 'function') {
    throw wrongKind(args, 'scale_fn must be a function; Python is not run here');
  }
  const height = formula('torch.CyclicLR', {
    base_lr: 0,
    max_lr: 1,
    step_size_up: up,
    step_size_down: down,
    mode: 'triangular',
  });
  return custom({
    rate: (t) =>
      foot + (top - foot) * height(t) * scale(byCycle ? Math.floor(1 + t / (up + down)) : t),
    after: 'continue',
  });
}
