import { LEAST_POINTS } from './check-curve';

/** How rates go from the lowest to the highest. */
export type Spacing = 'exponential' | 'linear';

/** Options of `rangeTest`. */
export interface RangeTestOptions {
  /** First and lowest rate; 1e-7 when left out. */
  readonly from?: number;
  /** Last and highest rate; 10 when left out. */
  readonly to?: number;
  /** Updates, each with a rate of its own; 100 when left out, at least 5. */
  readonly steps?: number;
  /** Whether each rate is the same factor or the same difference above the one before; `exponential` when left out. */
  readonly spacing?: Spacing;
  /** Examples in one update; 32 when left out. Of a dataset, the batches are taken as they come. */
  readonly batchSize?: number;
  /** Times the rates are swept, from the same weights over other batches; 1 when left out. */
  readonly repeats?: number;
  /** Seed of the order of the examples and of dropout; 0 when left out, so two tests are the same. */
  readonly seed?: number;
  /** Weight of the past in the averaged loss, from 0 to below 1; 0.7 when left out. */
  readonly smoothing?: number;
  /** A sweep ends when the averaged loss is above this many times its lowest; 4 when left out, Infinity for never. */
  readonly divergeAt?: number;
  /** Largest norm of all gradients together, as in `fit`; not limited when left out. */
  readonly clipNorm?: number;
  /** Decoupled weight decay, as in `fit`; 0 when left out. */
  readonly weightDecay?: number;
  /** Updates at the start that the suggestions leave out; a tenth of `steps` when left out. */
  readonly skipStart?: number;
  /** Updates at the end that the suggestions leave out; 5 when left out. */
  readonly skipEnd?: number;
  /** Title in charts. */
  readonly title?: string;
  /** Ends the test after the update that is under way. */
  readonly signal?: AbortSignal;
}

/** The options of a range test, none left out that has a default. */
export interface RangePlan
  extends Required<Omit<RangeTestOptions, 'signal' | 'title' | 'clipNorm'>>,
    Pick<RangeTestOptions, 'clipNorm'> {}

const DEFAULTS = {
  from: 1e-7,
  to: 10,
  steps: 100,
  spacing: 'exponential',
  batchSize: 32,
  repeats: 1,
  seed: 0,
  smoothing: 0.7,
  divergeAt: 4,
  weightDecay: 0,
  skipEnd: 5,
} as const satisfies Partial<RangePlan>;

const NAMES = [...Object.keys(DEFAULTS), 'skipStart', 'clipNorm', 'title', 'signal'];

const MOST_STEPS = 1_000_000;

type Rule = readonly [allowed: string, test: (value: never) => boolean];

const count = (least: number): Rule => [
  `an integer of at least ${least}`,
  (value: number) => Number.isSafeInteger(value) && value >= least,
];
const RULES: Readonly<Record<keyof RangePlan, Rule>> = {
  from: ['finite and above 0', (rate: number) => rate > 0 && rate < Number.POSITIVE_INFINITY],
  to: ['finite and above 0', (rate: number) => rate > 0 && rate < Number.POSITIVE_INFINITY],
  steps: [
    `an integer from ${LEAST_POINTS} to ${MOST_STEPS}`,
    (steps: number) => Number.isInteger(steps) && steps >= LEAST_POINTS && steps <= MOST_STEPS,
  ],
  spacing: [
    "'exponential' or 'linear'",
    (spacing: Spacing) => spacing === 'exponential' || spacing === 'linear',
  ],
  batchSize: count(1),
  repeats: count(1),
  seed: ['an integer', Number.isSafeInteger],
  smoothing: ['at least 0 and below 1', (beta: number) => beta >= 0 && beta < 1],
  divergeAt: ['above 1', (times: number) => times > 1],
  clipNorm: ['above 0', (norm: number) => norm > 0],
  weightDecay: ['finite and at least 0', (share: number) => share >= 0 && share < Infinity],
  skipStart: count(0),
  skipEnd: count(0),
};

/** The plan that some options make. @throws TypeError | RangeError naming the option that will not do. */
export function rangePlanOf(options: RangeTestOptions): RangePlan {
  const unknown = Object.keys(options).find((name) => !NAMES.includes(name));
  if (unknown !== undefined) {
    throw new TypeError(
      `Cannot test rates: there is no option '${unknown.slice(0, 40)}'; there are ${NAMES.join(', ')}`,
    );
  }
  const given = Object.entries(options).filter(
    ([name, value]) => name in RULES && value !== undefined,
  );
  const filled = { ...DEFAULTS, ...Object.fromEntries(given) };
  const plan: RangePlan = { skipStart: Math.floor(filled.steps / 10), ...filled };
  for (const [name, [allowed, test]] of Object.entries(RULES)) {
    const value = plan[name as keyof RangePlan];
    if (value === undefined || test(value as never)) continue;
    throw new RangeError(
      `Cannot test rates: ${name} must be ${allowed}, got ${String(value).slice(0, 40)}`,
    );
  }
  const rates = ratesOf(plan);
  if (rates.some((rate, i) => i > 0 && !(rate > (rates[i - 1] as number)))) {
    throw new RangeError(
      `Cannot test rates: to must be above from, far enough for ${plan.steps} different rates, got from ${plan.from} to ${plan.to}`,
    );
  }
  return plan;
}

/** The rate of each update: the first is `from`, the last `to`. */
export function ratesOf({ from, to, steps, spacing }: RangePlan): Float64Array {
  return Float64Array.from({ length: steps }, (_, step) => {
    if (step === steps - 1) return to;
    const share = step / (steps - 1);
    return spacing === 'linear' ? from + (to - from) * share : from * (to / from) ** share;
  });
}
