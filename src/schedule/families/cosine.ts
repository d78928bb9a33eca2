import { AFTER } from '../after';
import { type Curve, defineFamily, type Options } from '../family';
import { END, FLOOR, floorAbovePeak, PEAK, STEPS, span } from '../params';
import { onePhase } from '../phases';
import { build, type Schedule } from '../schedule';

/** What {@link cosine} is: its parameters, formula, phases and rates. */
export const cosineFamily = defineFamily({
  id: 'cosine',
  title: 'Cosine annealing',
  summary: 'Half a cosine from `peak` down to `floor` over `steps` updates, then flat.',
  parts: 0,
  params: {
    /** Highest learning rate; the one step 0 has in a decay. */
    peak: PEAK,
    /** Lowest learning rate. */
    floor: FLOOR,
    /** Power of the half cosine; above 1 it falls earlier. */
    exponent: {
      kind: 'number',
      unit: 'ratio',
      min: 0,
      exclusive: true,
      default: 1,
      symbol: 'x',
      doc: 'Power of the half cosine; above 1 it falls earlier.',
    },
    /** Power of the time (k-decay); above 1 it falls later. */
    kDecay: {
      kind: 'number',
      unit: 'ratio',
      min: 0,
      exclusive: true,
      default: 1,
      symbol: 'k',
      doc: 'Power of the time (k-decay); above 1 it falls later.',
    },
    /** Updates it lasts; what the plan leaves, or 1,000, when left out. */
    steps: STEPS,
    /** `exclusive`: the first step after the end has the floor; `inclusive`: the last update has it. */
    end: END,
    /** After the last step: `hold` its end, `continue` the formula, `repeat` it, or `mirror` it back and forth. */
    after: AFTER,
  },
  latex: String.raw`\eta_{\min} + (\eta_{\max} - \eta_{\min}) \left(\frac{1 + \cos\left(\pi (\min(t, T) / T)^k\right)}{2}\right)^x`,
  source: {
    text: 'Loshchilov & Hutter 2017, SGDR, equation 5',
    url: 'https://arxiv.org/abs/1608.03983',
  },
  check: floorAbovePeak,
  curve({ peak, floor, exponent, kDecay, steps, end }) {
    const T = span(steps, end);
    const phases = onePhase('cosine', 'fall', steps);
    if (exponent === 1 && kDecay === 1) return { steps, phases, ...plainCosine(peak, floor, T) };
    const at = (t: number): number => {
      const half = (1 + Math.cos(Math.PI * (t / T) ** kDecay)) / 2;
      return floor + (peak - floor) * half ** exponent;
    };
    return { steps, phases, at };
  },
  label: () => 'cosine',
});

function rate(t: number, peak: number, floor: number, T: number): number {
  return floor + (peak - floor) * ((1 + Math.cos(Math.PI * (t / T))) / 2);
}

function fillRates(
  out: Float64Array,
  offset: number,
  from: number,
  count: number,
  peak: number,
  floor: number,
  T: number,
): void {
  for (let i = 0; i < count; i++) out[offset + i] = rate(from + i, peak, floor, T);
}

function plainCosine(peak: number, floor: number, T: number): Pick<Curve, 'at' | 'fill'> {
  return {
    at: (t) => rate(t, peak, floor, T),
    fill: (out, offset, from, count) => fillRates(out, offset, from, count, peak, floor, T),
  };
}

/** Options of {@link cosine}. */
export interface CosineOptions extends Options<typeof cosineFamily> {}

/**
 * Half a cosine from `peak` down to `floor`, then flat: slow at both ends, the usual choice for deep networks.
 *
 * @returns A schedule in the unit of `peak`: step 0 has `peak`, step `steps` and every later one
 * `floor` (with `end: 'inclusive'` the last update, `steps − 1`, has it already).
 * @throws RangeError | TypeError naming the option that is not allowed.
 * @example
 * const schedule = cosine({ peak: 1, steps: 100 });
 * assert.equal(schedule(0), 1);
 * assert.ok(Math.abs(schedule(50) - 0.5) < 1e-12);
 * assert.equal(schedule(250), 0);
 */
export function cosine(options?: CosineOptions): Schedule {
  return build(cosineFamily, options);
}
