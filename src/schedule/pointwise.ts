import type { Curve, Phase } from './family';
import { finite } from './fill';

/** A curve that makes one rate of those that several curves have at the same step. */
export function pointwise(
  parts: readonly Curve[],
  join: (rates: readonly number[]) => number,
): Curve {
  const steps = Math.max(...parts.map((part) => part.steps));
  return {
    steps,
    phases: phasesOf(parts, steps),
    at: (t) => finite(join(parts.map((part) => part.at(t)))),
  };
}

/** The phases of the first part that is as long as the whole. */
function phasesOf(parts: readonly Curve[], steps: number): readonly Phase[] {
  return parts.find((part) => part.steps === steps)?.phases ?? [];
}
