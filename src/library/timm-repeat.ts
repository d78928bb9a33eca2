import type { Schedule } from '../schedule/schedule';
import { above0, atLeast, isLength } from './pieces';
import type { Arguments } from './request';

/** timm's arguments about cycles, as its formulas take them. */
export type TimmCycles = ReturnType<typeof cyclesOf>;

/** Reads the arguments about cycles that the cosine, polynomial and tanh schedulers share. */
export function cyclesOf(args: Arguments) {
  const multiplier = above0(args, 'cycle_mul', 1);
  return {
    t_initial: args.count('t_initial', undefined, 1),
    lr_min: atLeast(args, 'lr_min', 0),
    cycle_mul: multiplier,
    cycle_decay: atLeast(args, 'cycle_decay', 1),
    cycle_limit: args.count('cycle_limit', 1),
    // the library finds cycles that grow by a logarithm, which misses the start of some
    ...(args.bugForBug && multiplier !== 1 ? { logarithm: true } : {}),
  };
}

/** Whether one native cycle, repeated, is the same: repeating multiplies the floor, too. */
export function isRepeatable(cycles: TimmCycles, peak: number): boolean {
  const { lr_min: floor, cycle_mul: longer, cycle_decay: lower, cycle_limit: times } = cycles;
  if (cycles.logarithm || times < 1 || floor > peak) return false;
  if (times === 1) return true;
  return isLength(longer) && (lower === 1 || (lower < 1 && floor === 0));
}

/** A cycle as often as the arguments say. */
export function repeated(cycle: Schedule, cycles: TimmCycles): Schedule {
  if (cycles.cycle_limit === 1) return cycle;
  return cycle.repeat(cycles.cycle_limit, {
    lengthMultiplier: cycles.cycle_mul,
    peakMultiplier: cycles.cycle_decay,
  });
}
