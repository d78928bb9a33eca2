import { AFTER } from '../after';
import { defineFamily, type Options, type Phase } from '../family';
import { PEAK, STEPS } from '../params';
import { build, type Schedule } from '../schedule';
import { SHAPES } from '../shapes';

/** What {@link oneCycle} is: its parameters, formula, phases and rates. */
export const oneCycleFamily = defineFamily({
  id: 'oneCycle',
  title: 'One-cycle',
  summary: 'Rises from a fraction of `peak` to it, then falls far below where it started.',
  parts: 0,
  params: {
    /** Highest learning rate. */
    peak: { ...PEAK, doc: 'Highest learning rate.' },
    /** Share of the updates that rise. */
    rise: {
      kind: 'number',
      unit: 'ratio',
      min: 0,
      max: 1,
      exclusive: true,
      default: 0.3,
      symbol: 'f',
      doc: 'Share of the updates that rise.',
    },
    /** The first rate is `peak / divide`. */
    divide: {
      kind: 'number',
      unit: 'ratio',
      min: 1,
      default: 25,
      symbol: 'd',
      doc: 'The first rate is `peak / divide`.',
    },
    /** The last rate is the first divided by this. */
    finalDivide: {
      kind: 'number',
      unit: 'ratio',
      min: 1,
      default: 1e4,
      symbol: 'd_f',
      doc: 'The last rate is the first divided by this.',
    },
    /** Path of each phase. */
    shape: {
      kind: 'choice',
      options: ['cosine', 'linear'],
      default: 'cosine',
      symbol: 's',
      doc: 'Path of each phase.',
    },
    /** Whether the fall mirrors the rise before a third phase goes on to the last rate. */
    threePhase: {
      kind: 'flag',
      default: false,
      symbol: 'p',
      doc: 'Whether the fall mirrors the rise before a third phase goes on to the last rate.',
    },
    /** Updates it lasts; what the plan leaves, or 1,000, when left out. */
    steps: STEPS,
    /** After the last step: `hold` its end, `continue` the formula, `repeat` it, or `mirror` it back and forth. */
    after: AFTER,
  },
  latex: String.raw`\frac{\eta_{\max}}{d} \to \eta_{\max} \to \frac{\eta_{\max}}{d\, d_f}`,
  source: {
    text: 'Smith & Topin 2018, Super-Convergence',
    url: 'https://arxiv.org/abs/1708.07120',
  },
  curve({ peak, rise, divide, finalDivide, shape, threePhase, steps }) {
    const first = peak / divide;
    const last = first / finalDivide;
    const top = Math.max(1, Math.min(steps - 1, Math.round(rise * steps)));
    const back = threePhase ? Math.min(steps, 2 * top) : top;
    const move = (from: number, to: number, x: number): number =>
      from + (to - from) * SHAPES[shape](x);
    const at = (t: number): number => {
      if (t >= steps) return last;
      if (t < top) return move(first, peak, t / top);
      if (t < back) return move(peak, first, (t - top) / top);
      return move(threePhase ? first : peak, last, (t - back) / (steps - back));
    };
    const phases: Phase[] = [
      { name: 'rise', kind: 'rise', from: 0, to: Math.min(top, steps) },
      { name: 'fall', kind: 'fall', from: top, to: threePhase ? back : steps },
      { name: 'annihilation', kind: 'cool-down', from: back, to: threePhase ? steps : back },
    ];
    return { steps, phases: phases.filter(({ from, to }) => from < to), at };
  },
});

/** Options of {@link oneCycle}. */
export interface OneCycleOptions extends Options<typeof oneCycleFamily> {}

/**
 * One rise and one long fall over the whole run, for training fast at a rate that would be too
 * large to start or to end with. Ends where the run ends: there is no step after it to run into.
 *
 * @returns A schedule in the unit of `peak`: step 0 has `peak / divide`, step `⌊rise · steps⌉` the peak,
 * step `steps` and every later one `peak / (divide · finalDivide)`.
 * @throws RangeError | TypeError naming the option that is not allowed.
 * @example
 * const schedule = oneCycle({ peak: 1, divide: 10, finalDivide: 10, steps: 100 });
 * assert.deepEqual([0, 30, 100].map(schedule), [0.1, 1, 0.01]);
 */
export function oneCycle(options?: OneCycleOptions): Schedule {
  return build(oneCycleFamily, options);
}
