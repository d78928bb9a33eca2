import { AFTER } from '../after';
import { defineFamily, type Options } from '../family';
import type { Feedback } from '../feedback-state';
import { IMPROVEMENT, isBetter, worst } from '../improvement';
import { type RuleState, ratesOver } from '../metrics';
import { FLOOR, floorAbovePeak, PEAK, STEPS } from '../params';
import { onePhase } from '../phases';
import { buildFeedback } from '../schedule';

/** Metrics in a row that were no better, and metrics that are still ignored. */
interface Counts {
  readonly bad: number;
  readonly pause: number;
}

/** How a library counts: the counts after a metric, and whether the rate is cut. */
type Counting = (counts: Counts, improved: boolean, patience: number) => Counts & { cut: boolean };

const CONVENTIONS: Readonly<Record<'torch' | 'keras' | 'optax', Counting>> = {
  torch: (counts, improved, patience) => countAfter(counts, improved, (bad) => bad > patience),
  optax: (counts, improved, patience) => countAfter(counts, improved, (bad) => bad === patience),
  // the pause ends before the metric is looked at, so its last one counts already
  keras({ bad, pause }, improved, patience) {
    const left = Math.max(0, pause - 1);
    const before = pause > 0 || improved ? 0 : bad;
    if (improved || left > 0) return { bad: before, pause: left, cut: false };
    return { bad: before + 1, pause: 0, cut: before + 1 >= patience };
  },
};

function countAfter(
  { bad, pause }: Counts,
  improved: boolean,
  enough: (bad: number) => boolean,
): Counts & { cut: boolean } {
  if (pause > 0) return { bad: 0, pause: pause - 1, cut: false };
  const now = improved ? 0 : bad + 1;
  return { bad: now, pause: 0, cut: enough(now) };
}

interface PlateauState extends RuleState, Counts {
  readonly best: number;
  /** Metrics that wait to be averaged. */
  readonly pending: readonly number[];
}

/** What {@link plateau} is: its parameters, formula, phases and rates. */
export const plateauFamily = defineFamily({
  id: 'plateau',
  title: 'Plateau',
  summary: 'Cuts the rate when a metric has stopped getting better.',
  parts: 0,
  feedback: true,
  params: {
    /** Rate until the first cut. */
    peak: { ...PEAK, doc: 'Rate until the first cut.' },
    /** Factor of each cut. */
    factor: {
      kind: 'number',
      unit: 'ratio',
      min: 0,
      max: 1,
      exclusive: true,
      default: 0.1,
      symbol: 'f',
      doc: 'Factor of each cut.',
    },
    /** Metrics without improvement that are waited for. */
    patience: {
      kind: 'number',
      unit: 'count',
      min: 0,
      default: 10,
      symbol: 'p',
      doc: 'Metrics without improvement that are waited for.',
    },
    /** Whether a lower (`min`) or a higher (`max`) metric is better. */
    mode: IMPROVEMENT.mode,
    /** Share of the size of the best metric that a better one must gain. */
    relative: IMPROVEMENT.relative,
    /** Amount that a better metric must gain, besides `relative`. */
    absolute: IMPROVEMENT.absolute,
    /** Whether `relative` is of the signed best, as in PyTorch: wrong when metrics are negative. */
    signed: {
      kind: 'flag',
      default: false,
      symbol: 's',
      doc: 'Whether `relative` is of the signed best, as in PyTorch: wrong when metrics are negative.',
    },
    /** Metrics that are averaged into one before it is looked at. */
    average: {
      kind: 'number',
      unit: 'count',
      min: 1,
      default: 1,
      symbol: 'n',
      doc: 'Metrics that are averaged into one before it is looked at.',
    },
    /** Metrics that are ignored after a cut. */
    cooldown: {
      kind: 'number',
      unit: 'count',
      min: 0,
      default: 0,
      symbol: 'c',
      doc: 'Metrics that are ignored after a cut.',
    },
    /** Lowest learning rate. */
    floor: FLOOR,
    /** A cut by less than this is not made. */
    leastCut: {
      kind: 'rate',
      default: 0,
      symbol: '\\epsilon',
      doc: 'A cut by less than this is not made.',
    },
    /** `torch` cuts after more than `patience` bad metrics, `keras` and `optax` with the one that makes `patience`. */
    convention: {
      kind: 'choice',
      options: ['torch', 'keras', 'optax'],
      default: 'torch',
      symbol: 'v',
      doc: '`torch` cuts after more than `patience` bad metrics, `keras` and `optax` with the one that makes `patience`.',
    },
    /** Updates it lasts; what the plan leaves, or 1,000, when left out. */
    steps: STEPS,
    /** After the last step: `hold` its end, `continue` the formula, `repeat` it, or `mirror` it back and forth. */
    after: { ...AFTER, default: 'continue' },
  },
  latex: String.raw`\eta \leftarrow \max(\eta_{\min}, f\, \eta) \text{ after } p \text{ metrics that are no better}`,
  check: floorAbovePeak,
  curve(values, _parts, metrics) {
    const { peak, factor, patience, average, cooldown, floor, leastCut, convention, steps } =
      values;
    const look = (state: PlateauState, metric: number): PlateauState => {
      const improved = isBetter(metric, state.best, values);
      const { cut, ...counts } = CONVENTIONS[convention](state, improved, patience);
      const best = improved ? metric : state.best;
      const seen = { ...counts, rate: state.rate, best, pending: [] };
      if (!cut) return seen;
      const lower = Math.max(floor, state.rate * factor);
      const rate = state.rate - lower > leastCut ? lower : state.rate;
      return { ...seen, rate, bad: 0, pause: cooldown };
    };
    const next = (state: PlateauState, metric: number): PlateauState => {
      const pending = [...state.pending, metric];
      if (pending.length < average) return { ...state, pending };
      return look(state, pending.reduce((sum, one) => sum + one, 0) / pending.length);
    };
    const start: PlateauState = { rate: peak, best: worst(values), bad: 0, pause: 0, pending: [] };
    return {
      steps,
      phases: onePhase('plateau', 'hold', steps),
      at: ratesOver(metrics, start, next),
    };
  },
});

/** Options of {@link plateau}. */
export interface PlateauOptions extends Options<typeof plateauFamily> {}

/**
 * Cuts the rate when a metric has stopped getting better. It is not a function of the step but of
 * the metrics seen: feed it with `next`, or replay a log.
 *
 * @returns A feedback schedule; NaN counts as no improvement.
 * @throws RangeError | TypeError naming the option that is not allowed.
 * @example
 * const feedback = plateau({ peak: 1, factor: 0.5, patience: 1 });
 * assert.deepEqual(feedback.replay([3, 2, 2, 2, 2]), [1, 1, 1, 0.5, 0.5]);
 */
export function plateau(options?: PlateauOptions): Feedback {
  return buildFeedback(plateauFamily, options);
}
