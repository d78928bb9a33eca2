import { AFTER } from '../after';
import { defineFamily, type Options, type Phase } from '../family';
import { FLOOR, floorAbovePeak, PEAK, STEPS } from '../params';
import { build, type Schedule } from '../schedule';
import { SHAPES } from '../shapes';

/** What {@link wsd} is: its parameters, formula, phases and rates. */
export const wsdFamily = defineFamily({
  id: 'wsd',
  title: 'Warm-up, stable, decay',
  summary: 'Warms up, stays at `peak` for most of the run, then falls to `floor` near its end.',
  parts: 0,
  params: {
    /** Highest learning rate, that of the stable part. */
    peak: { ...PEAK, doc: 'Highest learning rate, that of the stable part.' },
    /** Rate after the decay. */
    floor: { ...FLOOR, doc: 'Rate after the decay.' },
    /** Updates of the warm-up; a twentieth of `steps` when left out. */
    warmup: {
      kind: 'length',
      default: { share: 1 / 20 },
      min: 0,
      symbol: 'W',
      doc: 'Updates of the warm-up; a twentieth of `steps` when left out.',
    },
    /** Updates of the decay; a fifth of `steps` when left out. */
    decay: {
      kind: 'length',
      default: { share: 1 / 5 },
      min: 0,
      symbol: 'D',
      doc: 'Updates of the decay; a fifth of `steps` when left out.',
    },
    /** Path of the warm-up. */
    warmupShape: {
      kind: 'choice',
      options: ['linear', 'cosine', '1-sqrt'],
      default: 'linear',
      symbol: 's_W',
      doc: 'Path of the warm-up.',
    },
    /** What the rate does between warm-up and decay. */
    stable: {
      kind: 'choice',
      options: ['constant', 'inverse sqrt'],
      default: 'constant',
      symbol: 's_S',
      doc: 'What the rate does between warm-up and decay.',
    },
    /** Path of the decay; `1-sqrt` falls fast first and is the usual choice. */
    decayShape: {
      kind: 'choice',
      options: ['linear', 'cosine', '1-sqrt', 'exponential', 'quadratic'],
      default: '1-sqrt',
      symbol: 's_D',
      doc: 'Path of the decay; `1-sqrt` falls fast first and is the usual choice.',
    },
    /** Updates of all three parts; what the plan leaves, or 1,000, when left out. */
    steps: {
      ...STEPS,
      doc: 'Updates of all three parts; what the plan leaves, or 1,000, when left out.',
    },
    /** After the last step: `hold` its end, `continue` the formula, `repeat` it, or `mirror` it back and forth. */
    after: AFTER,
  },
  latex: String.raw`\eta_{\max} \frac{t + 1}{W + 1} \to \eta_{\max} \to \eta_{\min} + (\eta_{\max} - \eta_{\min}) (1 - \sqrt{x}), \quad x = \frac{t - (T - D)}{D}`,
  source: {
    text: 'Hägele et al. 2024, Scaling Laws and Compute-Optimal Training Beyond Fixed Training Durations',
    url: 'https://arxiv.org/abs/2405.18392',
  },
  check: floorAbovePeak,
  curve({ peak, floor, warmup, decay, warmupShape, stable, decayShape, steps }) {
    const fallAt = steps - decay;
    if (warmup > fallAt) throw tooLong(warmup, decay, steps);
    const level = (t: number): number =>
      stable === 'constant' ? peak : peak / Math.sqrt(1 + (t - warmup) / Math.max(1, warmup));
    const at = (t: number): number => {
      if (t < warmup) return peak * SHAPES[warmupShape]((t + 1) / (warmup + 1));
      if (t < fallAt) return level(t);
      const top = Math.max(floor, level(fallAt));
      return t >= steps
        ? floor
        : floor + (top - floor) * (1 - fallen(decayShape, (t - fallAt) / decay));
    };
    const phases: Phase[] = [
      { name: 'warm-up', kind: 'rise', from: 0, to: warmup },
      { name: 'stable', kind: 'hold', from: warmup, to: fallAt },
      { name: 'decay', kind: 'cool-down', from: fallAt, to: steps },
    ];
    return { steps, phases: phases.filter(({ from, to }) => from < to), at };
  },
  label: () => 'WSD',
});

type DecayShape = 'linear' | 'cosine' | '1-sqrt' | 'exponential' | 'quadratic';

/** Share of the fall that is done; `1-sqrt` is named for what is left. */
function fallen(shape: DecayShape, x: number): number {
  return shape === '1-sqrt' ? SHAPES.sqrt(x) : SHAPES[shape](x);
}

function tooLong(warmup: number, decay: number, steps: number): RangeError {
  return new RangeError(
    `Cannot build warm-up, stable, decay: warmup ${warmup} and decay ${decay} must fit in ${steps} steps`,
  );
}

/** Options of {@link wsd}. */
export interface WsdOptions extends Options<typeof wsdFamily> {}

/**
 * Warms up, stays, decays: the length need not be known when training starts, since a decay can
 * begin from any update of the stable part. Also called a trapezoid.
 *
 * @returns A schedule in the unit of `peak`: update t of the warm-up has `peak · (t + 1)/(warmup + 1)`;
 * step `steps` and every later one `floor`.
 * @throws RangeError when warm-up and decay do not fit; RangeError | TypeError naming an option that is not allowed.
 * @example
 * const schedule = wsd({ peak: 1, warmup: 9, decay: 20, steps: 100 });
 * assert.deepEqual([0, 9, 79, 100].map(schedule), [0.1, 1, 1, 0]);
 */
export function wsd(options?: WsdOptions): Schedule {
  return build(wsdFamily, options);
}
