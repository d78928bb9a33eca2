import { sequence } from '../../schedule/combine';
import { isSchedule, type Schedule } from '../../schedule/schedule';
import type { Made } from './request';

/** Rates that are the same but for what rounding does to them. */
const SAME = 1e-12;

/** Steps of a rise that are looked at. */
const LOOKED_AT = 1000;

/** Parts one after another; a straight rise to the rate that comes next is what is called a warm-up here. */
export function inSequence(parts: readonly Made[], lengths: readonly number[]): Made {
  const [rise, ...rest] = parts;
  const steps = lengths[0] as number;
  const after = rest.length > 1 ? sequence(rest, lengths.slice(1)) : rest[0];
  const from = rise && after && isSchedule(rise) ? riseFrom(rise, steps, after) : undefined;
  return from === undefined || !after
    ? sequence(parts, lengths)
    : after.warmup(steps, from > 0 ? { from } : {});
}

/** The rate that a warm-up of so many steps starts above, when the rates are those of one. */
function riseFrom(rise: Schedule, steps: number, after: Made): number | undefined {
  const target = isSchedule(after) ? after(0) : after.start().rate;
  const [first, size] = [rise(0), SAME * target];
  // one part of steps + 1 is done with the first update
  const exact = (first * (steps + 1) - target) / steps;
  const from = Math.abs(exact) < size ? 0 : Number(exact.toPrecision(12));
  if (!(from >= 0 && first < target)) return undefined;
  const stride = Math.max(1, Math.floor(steps / LOOKED_AT));
  for (let t = 0; t < steps; t += stride) {
    const rate = from + ((target - from) * (t + 1)) / (steps + 1);
    if (Math.abs(rise(t) - rate) > size) return undefined;
  }
  return from;
}
