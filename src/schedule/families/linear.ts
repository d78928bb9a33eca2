import { AFTER } from '../after';
import { defineFamily, type Options } from '../family';
import { END, FLOOR, floorAbovePeak, PEAK, STEPS, span } from '../params';
import { onePhase } from '../phases';
import { build, type Schedule } from '../schedule';

/** What {@link linear} is: its parameters, formula, phases and rates. */
export const linearFamily = defineFamily({
  id: 'linear',
  title: 'Linear decay',
  summary: 'A straight line from `peak` down to `floor` over `steps` updates, then flat.',
  parts: 0,
  params: {
    /** Highest learning rate; the one step 0 has in a decay. */
    peak: PEAK,
    /** Lowest learning rate. */
    floor: FLOOR,
    /** Updates it lasts; what the plan leaves, or 1,000, when left out. */
    steps: STEPS,
    /** `exclusive`: the first step after the end has the floor; `inclusive`: the last update has it. */
    end: END,
    /** After the last step: `hold` its end, `continue` the formula, `repeat` it, or `mirror` it back and forth. */
    after: AFTER,
  },
  latex: String.raw`\eta_{\max} + (\eta_{\min} - \eta_{\max}) \frac{\min(t, T)}{T}`,
  check: floorAbovePeak,
  curve({ peak, floor, steps, end }) {
    const T = span(steps, end);
    const at = (t: number): number => (t >= T ? floor : peak + (floor - peak) * (t / T));
    return { steps, phases: onePhase('linear', 'fall', steps), at };
  },
  label: () => 'linear',
});

/** Options of {@link linear}. */
export interface LinearOptions extends Options<typeof linearFamily> {}

/**
 * A straight line from `peak` down to `floor`, then flat.
 *
 * @returns A schedule in the unit of `peak`: step 0 has `peak`, step `steps` and every later one `floor`.
 * @throws RangeError | TypeError naming the option that is not allowed.
 * @example
 * assert.equal(linear({ peak: 0.1, steps: 10 })(5), 0.05);
 */
export function linear(options?: LinearOptions): Schedule {
  return build(linearFamily, options);
}
