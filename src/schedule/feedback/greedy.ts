import { AFTER } from '../after';
import { defineFamily, type Options } from '../family';
import type { Feedback } from '../feedback-state';
import { IMPROVEMENT, isBetter, worst } from '../improvement';
import { type RuleState, ratesOver } from '../metrics';
import { FLOOR, floorAbovePeak, PEAK, STEPS } from '../params';
import { onePhase } from '../phases';
import { buildFeedback } from '../schedule';

interface GreedyState extends RuleState {
  readonly best: number;
  readonly good: number;
  readonly bad: number;
  /** Metrics that are still ignored after a change. */
  readonly pause: number;
  /** Cuts at the floor since the last raise. */
  readonly atFloor: number;
  /** The last metrics, for their mean. */
  readonly recent: readonly number[];
}

/** What {@link greedy} is: its parameters, formula, phases and rates. */
export const greedyFamily = defineFamily({
  id: 'greedy',
  title: 'Greedy',
  summary: 'Raises the rate while a metric gets better, and cuts it when it does not.',
  parts: 0,
  feedback: true,
  params: {
    /** Rate of step 0. */
    peak: { ...PEAK, doc: 'Rate of step 0.' },
    /** Factor of a cut; a raise divides by it. */
    factor: {
      kind: 'number',
      unit: 'ratio',
      min: 0,
      max: 1,
      exclusive: true,
      default: 0.95,
      symbol: 'f',
      doc: 'Factor of a cut; a raise divides by it.',
    },
    /** Metrics of one kind in a row that are waited for. */
    patience: {
      kind: 'number',
      unit: 'count',
      min: 0,
      default: 10,
      symbol: 'p',
      doc: 'Metrics of one kind in a row that are waited for.',
    },
    /** Whether a lower (`min`) or a higher (`max`) metric is better. */
    mode: IMPROVEMENT.mode,
    /** Share of the size of the best metric that a better one must gain. */
    relative: IMPROVEMENT.relative,
    /** Amount that a better metric must gain, besides `relative`. */
    absolute: IMPROVEMENT.absolute,
    /** Metrics that are ignored after a cut. */
    cooldown: {
      kind: 'number',
      unit: 'count',
      min: 0,
      default: 0,
      symbol: 'c',
      doc: 'Metrics that are ignored after a cut.',
    },
    /** Metrics that are ignored after a raise. */
    pause: {
      kind: 'number',
      unit: 'count',
      min: 0,
      default: 0,
      symbol: 'w',
      doc: 'Metrics that are ignored after a raise.',
    },
    /** Metrics whose mean is looked at. */
    average: {
      kind: 'number',
      unit: 'count',
      min: 1,
      default: 1,
      symbol: 'n',
      doc: 'Metrics whose mean is looked at.',
    },
    /** Lowest learning rate. */
    floor: FLOOR,
    /** Highest learning rate; ten times `peak` when left out. */
    ceiling: {
      kind: 'rate',
      positive: true,
      symbol: '\\eta_{\\max}',
      doc: 'Highest learning rate; ten times `peak` when left out.',
    },
    /** Cuts at the floor after which all starts afresh. */
    resetAfter: {
      kind: 'number',
      unit: 'count',
      min: 1,
      default: 500,
      symbol: 'r',
      doc: 'Cuts at the floor after which all starts afresh.',
    },
    /** A change by less than this is not made. */
    leastChange: {
      kind: 'rate',
      default: 0,
      symbol: '\\epsilon',
      doc: 'A change by less than this is not made.',
    },
    /** Updates it lasts; what the plan leaves, or 1,000, when left out. */
    steps: STEPS,
    /** After the last step: `hold` its end, `continue` the formula, `repeat` it, or `mirror` it back and forth. */
    after: { ...AFTER, default: 'continue' },
  },
  latex: String.raw`\eta \leftarrow \eta / f \text{ after } p \text{ better metrics}, \quad \eta \leftarrow f\, \eta \text{ after } p \text{ others}`,
  source: {
    text: 'GreedyLR 2025, A Novel Adaptive Learning Rate Scheduler',
    url: 'https://arxiv.org/abs/2512.14527',
  },
  check: floorAbovePeak,
  curve(values, _parts, metrics) {
    const { peak, patience, cooldown, pause, average, resetAfter, steps } = values;
    const start: GreedyState = {
      rate: peak,
      best: worst(values),
      good: 0,
      bad: 0,
      pause: 0,
      atFloor: 0,
      recent: [],
    };
    const next = (state: GreedyState, metric: number): GreedyState => {
      const recent = [...state.recent, metric].slice(-average);
      const mean = recent.reduce((sum, one) => sum + one, 0) / recent.length;
      const seen = { ...state, recent };
      if (state.pause > 0) return { ...seen, pause: state.pause - 1, good: 0, bad: 0 };
      const improved = isBetter(mean, state.best, values);
      const good = improved ? state.good + 1 : 0;
      const bad = improved ? 0 : state.bad + 1;
      const counted = { ...seen, best: improved ? mean : state.best, good, bad };
      if (good > patience) {
        return { ...counted, good: 0, rate: raised(state.rate, values), pause, atFloor: 0 };
      }
      if (bad <= patience) return counted;
      const rate = lowered(state.rate, values);
      const atFloor = rate > values.floor ? state.atFloor : state.atFloor + 1;
      if (atFloor >= resetAfter) return { ...start, pause: cooldown };
      return { ...counted, bad: 0, rate, pause: cooldown, atFloor };
    };
    return {
      steps,
      phases: onePhase('greedy', 'hold', steps),
      at: ratesOver(metrics, start, next),
    };
  },
});

interface Bounds {
  readonly peak: number;
  readonly factor: number;
  readonly floor: number;
  readonly ceiling: number | undefined;
  readonly leastChange: number;
}

function raised(rate: number, { peak, factor, ceiling = 10 * peak, leastChange }: Bounds): number {
  const higher = Math.min(ceiling, rate / factor);
  return higher - rate > leastChange ? higher : rate;
}

function lowered(rate: number, { factor, floor, leastChange }: Bounds): number {
  const lower = Math.max(floor, rate * factor);
  return rate - lower > leastChange ? lower : rate;
}

/** Options of {@link greedy}. */
export interface GreedyOptions extends Options<typeof greedyFamily> {}

/**
 * Raises the rate while a metric gets better, and cuts it when it does not: a rate that finds its
 * own way, for runs whose good rate is not known.
 *
 * @returns A feedback schedule; NaN counts as no improvement.
 * @throws RangeError | TypeError naming the option that is not allowed.
 * @example
 * const feedback = greedy({ peak: 1, factor: 0.5, patience: 0 });
 * assert.deepEqual(feedback.replay([3, 2, 2]), [2, 4, 2]);
 */
export function greedy(options?: GreedyOptions): Feedback {
  return buildFeedback(greedyFamily, options);
}
