import { AFTER } from '../after';
import { defineFamily, type Options } from '../family';
import { END, FLOOR, floorAbovePeak, PEAK, STEPS, span } from '../params';
import { onePhase } from '../phases';
import { build, type Schedule } from '../schedule';

/** What {@link polynomial} is: its parameters, formula, phases and rates. */
export const polynomialFamily = defineFamily({
  id: 'polynomial',
  title: 'Polynomial decay',
  summary: 'Falls from `peak` to `floor` along a power of what is left of `steps`, then flat.',
  parts: 0,
  params: {
    /** Highest learning rate; the one step 0 has in a decay. */
    peak: PEAK,
    /** Lowest learning rate. */
    floor: FLOOR,
    /** Power of what is left; 1 is a straight line, more falls earlier. */
    power: {
      kind: 'number',
      unit: 'ratio',
      min: 0,
      exclusive: true,
      default: 2,
      symbol: 'p',
      doc: 'Power of what is left; 1 is a straight line, more falls earlier.',
    },
    /** Whether, after its end, it starts again and again from a peak that halves, thirds, … in slope. */
    cycle: {
      kind: 'flag',
      default: false,
      symbol: 'c',
      doc: 'Whether, after its end, it starts again and again from a peak that halves, thirds, … in slope.',
    },
    /** Updates it lasts; what the plan leaves, or 1,000, when left out. */
    steps: STEPS,
    /** `exclusive`: the first step after the end has the floor; `inclusive`: the last update has it. */
    end: END,
    /** After the last step: `hold` its end, `continue` the formula, `repeat` it, or `mirror` it back and forth. */
    after: AFTER,
  },
  latex: String.raw`\eta_{\min} + (\eta_{\max} - \eta_{\min}) \left(1 - \frac{\min(t, T)}{T}\right)^p`,
  check: floorAbovePeak,
  curve({ peak, floor, power, cycle, steps, end }) {
    const T = span(steps, end);
    const at = (t: number): number => {
      const length = cycle ? T * Math.max(1, Math.ceil(t / T)) : T;
      return floor + (peak - floor) * (1 - Math.min(t, length) / length) ** power;
    };
    return { steps, phases: onePhase('polynomial', 'fall', steps), at };
  },
  label: () => 'polynomial',
});

/** Options of {@link polynomial}. */
export interface PolynomialOptions extends Options<typeof polynomialFamily> {}

/**
 * Falls from `peak` to `floor` along a power of what is left, then flat: the decay of many segmentation and
 * detection recipes, and of BERT with power 1.
 *
 * @returns A schedule in the unit of `peak`: step 0 has `peak`, step `steps` and every later one `floor`. With `cycle` and
 * `after: 'continue'` the length grows by `steps` whenever it is used up, as in Keras.
 * @throws RangeError | TypeError naming the option that is not allowed.
 * @example
 * assert.equal(polynomial({ peak: 1, power: 2, steps: 10 })(5), 0.25);
 */
export function polynomial(options?: PolynomialOptions): Schedule {
  return build(polynomialFamily, options);
}
