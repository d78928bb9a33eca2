import { lastAtMost } from './cycles';
import type { Curve } from './family';
import { fillCurve } from './fill';
import { shiftPhases } from './phases';

/**
 * Curves one after another, each counting from its own start; the last one goes on for ever.
 *
 * @param lengths Updates of the parts; their own where left out.
 */
export function joined(
  parts: readonly Curve[],
  lengths: readonly (number | undefined)[] = [],
): Curve {
  const starts = startsOf(parts, lengths);
  const steps = starts.pop() as number;
  const ends = [...starts.slice(1), Infinity];
  return {
    steps,
    phases: parts.flatMap((part, index) =>
      shiftPhases(part.phases, starts[index] as number, Math.min(steps, ends[index] as number)),
    ),
    at(t) {
      const index = lastAtMost(starts, t);
      return (parts[index] as Curve).at(t - (starts[index] as number));
    },
    fill(out, offset, from, count) {
      for (const [index, part] of parts.entries()) {
        const start = starts[index] as number;
        const first = Math.max(from, start);
        const last = Math.min(from + count, ends[index] as number);
        if (first < last) fillCurve(part, out, offset + first - from, first - start, last - first);
      }
    },
  };
}

/** First step of each part, and the step after the last. */
export function startsOf(
  parts: readonly Curve[],
  lengths: readonly (number | undefined)[] = [],
): number[] {
  const starts = [0];
  for (const [index, part] of parts.entries()) {
    starts.push((starts[index] as number) + (lengths[index] ?? part.steps));
  }
  return starts;
}
