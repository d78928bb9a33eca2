import type { Curve } from './family';

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
  const { steps, at } = curve;
  switch (after) {
    case 'hold':
      return { ...curve, at: (t) => at(t < end ? t : end) };
    case 'continue':
      return curve;
    case 'repeat':
      return { ...curve, at: (t) => at(t % steps) };
    case 'mirror':
      return {
        ...curve,
        at(t) {
          const inPair = t % (2 * steps);
          return at(inPair <= steps ? inPair : 2 * steps - inPair);
        },
      };
  }
}
