import { AFTER } from '../after';
import { defineFamily, type Issue, type Options } from '../family';
import { STEPS } from '../params';
import { onePhase } from '../phases';
import { build, type Schedule } from '../schedule';
import { notAscending } from '../validate';

/** What {@link piecewise} is: its parameters, formula, phases and rates. */
export const piecewiseFamily = defineFamily({
  id: 'piecewise',
  title: 'Piecewise',
  summary: 'Goes through given rates at given steps, in stairs, straight lines or cosines.',
  parts: 0,
  params: {
    /** Steps at which the second, third … rate is reached, ascending. */
    boundaries: {
      kind: 'lengths',
      default: [{ share: 1 / 2 }, { share: 3 / 4 }],
      symbol: 'b_i',
      doc: 'Steps at which the second, third … rate is reached, ascending.',
    },
    /** The rates: one more than there are boundaries; the first is that of step 0. */
    values: {
      kind: 'rates',
      default: [1e-3, 1e-4, 1e-5],
      symbol: '\\eta_i',
      doc: 'The rates: one more than there are boundaries; the first is that of step 0.',
    },
    /** How the rate gets from one to the next. */
    interpolate: {
      kind: 'choice',
      options: ['none', 'linear', 'cosine'],
      default: 'none',
      symbol: 's',
      doc: 'How the rate gets from one to the next.',
    },
    /** Updates it lasts; what the plan leaves, or 1,000, when left out. */
    steps: STEPS,
    /** After the last step: `hold` its end, `continue` the formula, `repeat` it, or `mirror` it back and forth. */
    after: AFTER,
  },
  latex: String.raw`\eta_i + (\eta_{i+1} - \eta_i)\, s\left(\frac{t - b_i}{b_{i+1} - b_i}\right), \quad b_i \le t < b_{i+1}`,
  check: (options): Issue | undefined =>
    notAscending('boundaries', options.boundaries) ?? wrongCount(options),
  curve({ boundaries, values, interpolate, steps }) {
    const starts = [0, ...boundaries];
    const at = (t: number): number => {
      let index = 0;
      while (index < boundaries.length && (boundaries[index] as number) <= t) index++;
      const value = values[index] as number;
      if (interpolate === 'none' || index === boundaries.length) return value;
      const [from, to] = [starts[index] as number, starts[index + 1] as number];
      const share = (t - from) / (to - from);
      const next = values[index + 1] as number;
      if (interpolate === 'linear') return value + (next - value) * share;
      // from its end, so that a tiny end is exact
      return next + ((value - next) * (1 + Math.cos(Math.PI * share))) / 2;
    };
    const rises = (values.at(-1) as number) > (values[0] as number);
    return { steps, phases: onePhase('piecewise', rises ? 'rise' : 'fall', steps), at };
  },
});

function wrongCount({
  boundaries,
  values,
}: {
  boundaries?: unknown;
  values?: unknown;
}): Issue | undefined {
  if (boundaries === undefined && values === undefined) return undefined;
  const steps = ((boundaries as readonly unknown[] | undefined) ?? [0, 0]).length;
  const rates = ((values as readonly unknown[] | undefined) ?? [0, 0, 0]).length;
  if (rates === steps + 1) return undefined;
  const message = `values must be one more than the ${steps} boundaries, got ${rates}`;
  return { param: 'values', value: values, message, kind: 'range' };
}

/** Options of {@link piecewise}. */
export interface PiecewiseOptions extends Options<typeof piecewiseFamily> {}

/**
 * Goes through given rates at given steps. Without interpolation step `boundaries[i]` already has
 * `values[i + 1]`; with it the rate is on its way there from the boundary before.
 *
 * @returns A schedule in the unit of `values`; from the last boundary on it has the last rate.
 * @throws RangeError | TypeError naming the option that is not allowed.
 * @example
 * const stairs = piecewise({ boundaries: [10, 20], values: [1, 0.5, 0.1] });
 * assert.deepEqual([9, 10, 20].map(stairs), [1, 0.5, 0.1]);
 * const line = piecewise({ boundaries: [10], values: [0, 1], interpolate: 'linear' });
 * assert.equal(line(5), 0.5);
 */
export function piecewise(options?: PiecewiseOptions): Schedule {
  return build(piecewiseFamily, options);
}
