import { AFTER } from '../after';
import { defineFamily, type Options, type Phase } from '../family';
import { STEPS } from '../params';
import { build, type Schedule } from '../schedule';

/** What {@link noam} is: its parameters, formula, phases and rates. */
export const noamFamily = defineFamily({
  id: 'noam',
  title: 'Noam',
  summary:
    'Rises in a straight line for `warmup` updates, then falls with the square root of the updates.',
  parts: 0,
  params: {
    /** Rate at the top; `factor / √(width · warmup)` when left out. */
    peak: {
      kind: 'rate',
      positive: true,
      symbol: '\\eta_{\\max}',
      doc: 'Rate at the top; `factor / √(width · warmup)` when left out.',
    },
    /** Width of the model. */
    width: {
      kind: 'number',
      unit: 'count',
      min: 1,
      default: 512,
      symbol: 'd',
      doc: 'Width of the model.',
    },
    /** Factor on the formula of the paper. */
    factor: {
      kind: 'number',
      unit: 'ratio',
      min: 0,
      exclusive: true,
      default: 1,
      symbol: 'f',
      doc: 'Factor on the formula of the paper.',
    },
    /** Updates of the rise; a twenty-fifth of `steps` when left out. */
    warmup: {
      kind: 'length',
      default: { share: 1 / 25 },
      symbol: 'W',
      doc: 'Updates of the rise; a twenty-fifth of `steps` when left out.',
    },
    /** Updates it lasts; what the plan leaves, or 1,000, when left out. */
    steps: STEPS,
    /** After the last step: `hold` its end, `continue` the formula, `repeat` it, or `mirror` it back and forth. */
    after: AFTER,
  },
  latex: String.raw`f\, d^{-1/2} \min\left((t + 1)^{-1/2}, (t + 1)\, W^{-3/2}\right)`,
  source: {
    text: 'Vaswani et al. 2017, Attention Is All You Need, equation 3',
    url: 'https://arxiv.org/abs/1706.03762',
  },
  curve({ peak, width, factor, warmup, steps }) {
    const top = peak ?? factor / Math.sqrt(width * warmup);
    const at = (t: number): number => top * Math.min(Math.sqrt(warmup / (t + 1)), (t + 1) / warmup);
    return { steps, phases: risePhases(warmup, steps), at };
  },
  label: () => 'noam',
});

function risePhases(warmup: number, steps: number): Phase[] {
  const rise: Phase = { name: 'warm-up', kind: 'rise', from: 0, to: Math.min(warmup, steps) };
  const fall: Phase = { name: 'inverse square root', kind: 'fall', from: rise.to, to: steps };
  return rise.to < steps ? [rise, fall] : [rise];
}

/** Options of {@link noam}. */
export interface NoamOptions extends Options<typeof noamFamily> {}

/**
 * The schedule of the first transformer: its rate depends on the width of the model unless `peak` is given.
 *
 * @returns A schedule: the update `warmup − 1` has the highest rate; after its end it holds the rate of step `steps`.
 * @throws RangeError | TypeError naming the option that is not allowed.
 * @example
 * const schedule = noam({ peak: 1e-3, warmup: 100, steps: 1000 });
 * assert.equal(schedule(99), 1e-3);
 * assert.equal(schedule(399), 5e-4);
 */
export function noam(options?: NoamOptions): Schedule {
  return build(noamFamily, options);
}
