import { AFTER } from '../after';
import { defineFamily, type Options, type Phase } from '../family';
import { PEAK, STEPS } from '../params';
import { build, type Schedule } from '../schedule';

/** What {@link slantedTriangular} is: its parameters, formula, phases and rates. */
export const slantedTriangularFamily = defineFamily({
  id: 'slantedTriangular',
  title: 'Slanted triangular',
  summary: 'A short steep rise and a long straight fall.',
  parts: 0,
  params: {
    /** Highest learning rate; the one step 0 has in a decay. */
    peak: PEAK,
    /** How many times smaller than the peak the first and the last rate are. */
    ratio: {
      kind: 'number',
      unit: 'ratio',
      min: 1,
      exclusive: true,
      default: 32,
      symbol: 'R',
      doc: 'How many times smaller than the peak the first and the last rate are.',
    },
    /** Share of the updates that rise. */
    rise: {
      kind: 'number',
      unit: 'ratio',
      min: 0,
      max: 1,
      exclusive: true,
      default: 0.1,
      symbol: 'f',
      doc: 'Share of the updates that rise.',
    },
    /** Updates it lasts; what the plan leaves, or 1,000, when left out. */
    steps: STEPS,
    /** After the last step: `hold` its end, `continue` the formula, `repeat` it, or `mirror` it back and forth. */
    after: AFTER,
  },
  latex: String.raw`\eta_{\max} \frac{1 + p (R - 1)}{R}, \quad p = \begin{cases} t / c & t < c \\ 1 - (t - c) / (T - c) & t \ge c \end{cases}, \quad c = \lfloor f T \rfloor`,
  source: {
    text: 'Howard & Ruder 2018, Universal Language Model Fine-tuning, section 3.2',
    url: 'https://arxiv.org/abs/1801.06146',
  },
  curve({ peak, ratio, rise, steps }) {
    const cut = Math.floor(rise * steps);
    const at = (t: number): number => {
      const height = t < cut ? t / cut : 1 - (Math.min(t, steps) - cut) / (steps - cut);
      return (peak * (1 + height * (ratio - 1))) / ratio;
    };
    const fall: Phase = { name: 'fall', kind: 'fall', from: cut, to: steps };
    const up: Phase = { name: 'rise', kind: 'rise', from: 0, to: cut };
    return { steps, phases: cut > 0 ? [up, fall] : [fall], at };
  },
});

/** Options of {@link slantedTriangular}. */
export interface SlantedTriangularOptions extends Options<typeof slantedTriangularFamily> {}

/**
 * A short steep rise and a long straight fall, for fine-tuning: quickly to a suitable region, then slowly within it.
 *
 * @returns A schedule in the unit of `peak`: step `⌊rise · steps⌋` has the peak; after its end it holds `peak / ratio`.
 * @throws RangeError | TypeError naming the option that is not allowed.
 * @example
 * const schedule = slantedTriangular({ peak: 1, ratio: 4, rise: 0.1, steps: 100 });
 * assert.deepEqual([0, 10, 100].map(schedule), [0.25, 1, 0.25]);
 */
export function slantedTriangular(options?: SlantedTriangularOptions): Schedule {
  return build(slantedTriangularFamily, options);
}
