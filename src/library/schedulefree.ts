import type { Schedule } from '../schedule/schedule';
import { atLeast, flat, ramp } from './pieces';
import type { Arguments, LibraryClass } from './request';

/** Schedule-Free's optimizers: the rate that each update uses, a straight warm-up and then a constant. */
export const schedulefree: Readonly<Record<string, LibraryClass>> = {
  SGDScheduleFree: warmedUp,
  AdamWScheduleFree: warmedUp,
  SGDScheduleFreeClosure: warmedUp,
  AdamWScheduleFreeClosure: warmedUp,
  SGDScheduleFreeReference: warmedUp,
  AdamWScheduleFreeReference: warmedUp,
};

/** Update k of a warm-up of W has (k + 1) / W of the rate: the last one has all of it. */
function warmedUp(args: Arguments): Schedule {
  args.ignore('params', 'momentum', 'betas', 'eps', 'weight_decay', 'r', 'weight_lr_power');
  args.ignore('foreach', 'decay_at_z');
  const warmup = args.count('warmup_steps', 0);
  const rate = args.has('lr') ? atLeast(args, 'lr') : args.baseLr;
  args.ignore('lr');
  return warmup < 2 ? flat(rate) : ramp(rate / warmup, rate, warmup - 1);
}
