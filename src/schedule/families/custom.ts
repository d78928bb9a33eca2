import { AFTER } from '../after';
import { defineFamily, type Options } from '../family';
import { STEPS } from '../params';
import { onePhase } from '../phases';
import { build, type Schedule } from '../schedule';

/** What {@link custom} is: its parameters, formula, phases and rates. */
export const customFamily = defineFamily({
  id: 'custom',
  title: 'Custom',
  summary: 'The rates that a function of yours gives.',
  parts: 0,
  params: {
    /** Rate of a 0-based step: finite and at least 0, and the same whenever it is asked. */
    rate: {
      kind: 'function',
      default: () => 1e-3,
      symbol: 'f',
      doc: 'Rate of a 0-based step: finite and at least 0, and the same whenever it is asked.',
    },
    /** Updates it lasts; what the plan leaves, or 1,000, when left out. */
    steps: STEPS,
    /** After the last step: `hold` its end, `continue` the formula, `repeat` it, or `mirror` it back and forth. */
    after: AFTER,
  },
  latex: 'f(t)',
  holds: 'last',
  curve({ rate, steps }) {
    const at = (t: number): number => {
      const value = rate(t);
      if (value >= 0 && value < Infinity) return value;
      throw new RangeError(
        `Cannot give a rate: the function of custom must return a finite number of at least 0, got ${value} at step ${t}`,
      );
    };
    return { steps, phases: onePhase('custom', 'hold', steps), at };
  },
});

/** Options of {@link custom}. */
export interface CustomOptions extends Options<typeof customFamily> {}

/**
 * A schedule from a function of yours. It composes, draws and trains like any other, but it cannot
 * be written as a spec: JSON holds no functions.
 *
 * @returns A schedule; after its last step it holds the rate of that step.
 * @throws RangeError naming the step, when it is called and the function gives a rate that is
 * negative or not finite; TypeError when its spec is asked for.
 * @example
 * const schedule = custom({ rate: (step) => 0.1 / (1 + step), steps: 10 });
 * assert.equal(schedule(9), 0.01);
 * assert.throws(() => schedule.spec, /cannot be written/);
 */
export function custom(options?: CustomOptions): Schedule {
  return build(customFamily, options);
}
