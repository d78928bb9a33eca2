import type { Curve } from './family';
import { fillCurve } from './fill';

/** What a schedule does after its last step. */
export type After = 'hold' | 'continue' | 'repeat' | 'mirror';

/** `after` of a family: what follows the last step. */
export const AFTER = {
  kind: 'choice',
  options: ['hold', 'continue', 'repeat', 'mirror'],
  default: 'hold',
  symbol: 'a',
  doc: 'After the last step: `hold` its end, `continue` the formula, `repeat` it, or `mirror` it back and forth.',
} as const;

/**
 * A curve with its formula kept to its steps, and what follows them.
 *
 * @param curve Its `at` is the formula, for every step ≥ 0.
 * @param end Step whose rate is held: `steps` for a decay that arrives there, `steps − 1` where a cycle would begin.
 */
export function withAfter(curve: Curve, after: After, end: number): Curve {
  const { steps, phases, at } = curve;
  const shape = { steps, phases };
  switch (after) {
    case 'hold':
      return held(curve, end);
    case 'continue':
      return curve;
    case 'repeat':
      return { ...shape, at: (t) => at(t % steps) };
    case 'mirror':
      return {
        ...shape,
        at(t) {
          const inPair = t % (2 * steps);
          return at(inPair <= steps ? inPair : 2 * steps - inPair);
        },
      };
  }
}

function held(curve: Curve, end: number): Curve {
  const { steps, phases, at } = curve;
  return {
    steps,
    phases,
    at: (t) => at(t < end ? t : end),
    fill(out, offset, from, count) {
      const moving = Math.max(0, Math.min(count, end - from));
      fillCurve(curve, out, offset, from, moving);
      if (moving < count) out.fill(at(end), offset + moving, offset + count);
    },
  };
}
