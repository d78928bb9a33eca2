import { AFTER } from '../after';
import { defineFamily, type Options, type Phase } from '../family';
import { STEPS } from '../params';
import { build, type Schedule } from '../schedule';

/** What {@link swa} is: its parameters, formula, phases and rates. */
export const swaFamily = defineFamily({
  id: 'swa',
  title: 'SWA rate',
  summary: 'Moves from one rate to another, then stays: the rate of weight averaging.',
  parts: 0,
  params: {
    /** Rate of step 0. */
    from: { kind: 'rate', default: 1e-3, symbol: '\\eta_0', doc: 'Rate of step 0.' },
    /** Rate while weights are averaged. */
    to: { kind: 'rate', default: 5e-4, symbol: '\\eta_1', doc: 'Rate while weights are averaged.' },
    /** Updates of the move; a tenth of `steps` when left out. */
    anneal: {
      kind: 'length',
      default: { share: 1 / 10 },
      min: 0,
      symbol: 'n',
      doc: 'Updates of the move; a tenth of `steps` when left out.',
    },
    /** Path of the move. */
    shape: {
      kind: 'choice',
      options: ['cosine', 'linear'],
      default: 'cosine',
      symbol: 's',
      doc: 'Path of the move.',
    },
    /** Updates it lasts; what the plan leaves, or 1,000, when left out. */
    steps: STEPS,
    /** After the last step: `hold` its end, `continue` the formula, `repeat` it, or `mirror` it back and forth. */
    after: AFTER,
  },
  latex: String.raw`\eta_1 + (\eta_0 - \eta_1) \frac{1 + \cos(\pi \min(t, n) / n)}{2}`,
  source: {
    text: 'Izmailov et al. 2018, Averaging Weights Leads to Wider Optima',
    url: 'https://arxiv.org/abs/1803.05407',
  },
  curve({ from, to, anneal, shape, steps }) {
    const at = (t: number): number => {
      if (t >= anneal) return to;
      const left = shape === 'cosine' ? (1 + Math.cos((Math.PI * t) / anneal)) / 2 : 1 - t / anneal;
      return to + (from - to) * left;
    };
    return { steps, phases: movePhases(Math.min(anneal, steps), steps, to > from), at };
  },
});

function movePhases(anneal: number, steps: number, rises: boolean): Phase[] {
  const move: Phase = { name: 'anneal', kind: rises ? 'rise' : 'fall', from: 0, to: anneal };
  const hold: Phase = { name: 'average', kind: 'hold', from: anneal, to: steps };
  return [move, hold].filter((phase) => phase.from < phase.to);
}

/** Options of {@link swa}. */
export interface SwaOptions extends Options<typeof swaFamily> {}

/**
 * Moves from the rate a training ended with to a constant one, at which stochastic weight averaging collects its models.
 *
 * @returns A schedule in the unit of `from`: step `anneal` and every later one has `to`.
 * @throws RangeError | TypeError naming the option that is not allowed.
 * @example
 * assert.equal(swa({ from: 0.1, to: 0.05, anneal: 10, steps: 100 })(10), 0.05);
 */
export function swa(options?: SwaOptions): Schedule {
  return build(swaFamily, options);
}
