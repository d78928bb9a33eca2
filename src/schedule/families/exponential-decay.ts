import { AFTER } from '../after';
import { defineFamily, type Issue, type Options } from '../family';
import { FLOOR, floorAbovePeak, PEAK, STEPS } from '../params';
import { onePhase } from '../phases';
import { build, type Schedule } from '../schedule';

/** What is left of the peak at the end when no speed is given. */
const LEFT_AT_END = 0.01;

/** What {@link exponentialDecay} is: its parameters, formula, phases and rates. */
export const exponentialDecayFamily = defineFamily({
  id: 'exponentialDecay',
  title: 'Exponential decay',
  summary: 'Loses the same share of the rate at every update.',
  parts: 0,
  params: {
    /** Highest learning rate; the one step 0 has in a decay. */
    peak: PEAK,
    /** Decay constant: the rate is `peak · e^(−k·t)`. */
    k: {
      kind: 'number',
      unit: 'per step',
      min: 0,
      symbol: 'k',
      doc: 'Decay constant: the rate is `peak · e^(−k·t)`.',
    },
    /** Factor from one update to the next, or over `every` updates, instead of `k`. */
    gamma: {
      kind: 'number',
      unit: 'ratio',
      min: 0,
      max: 1,
      symbol: '\\gamma',
      doc: 'Factor from one update to the next, or over `every` updates, instead of `k`.',
    },
    /** Updates after which half of the rate is left, instead of `k`. */
    halfLife: {
      kind: 'length',
      symbol: 'h',
      doc: 'Updates after which half of the rate is left, instead of `k`.',
    },
    /** Updates over which `gamma` acts, and of one stair. */
    every: {
      kind: 'length',
      default: 1,
      symbol: 'N',
      doc: 'Updates over which `gamma` acts, and of one stair.',
    },
    /** Whether the rate falls in stairs of `every` updates instead of smoothly. */
    staircase: {
      kind: 'flag',
      default: false,
      symbol: 's',
      doc: 'Whether the rate falls in stairs of `every` updates instead of smoothly.',
    },
    /** Lowest learning rate. */
    floor: FLOOR,
    /** Updates it lasts; what the plan leaves, or 1,000, when left out. */
    steps: STEPS,
    /** After the last step: `hold` its end, `continue` the formula, `repeat` it, or `mirror` it back and forth. */
    after: AFTER,
  },
  latex: String.raw`\max(\eta_{\min}, \eta_{\max}\, e^{-k t}), \quad k = -\ln \gamma / N = \ln 2 / h`,
  check: (options): Issue | undefined => moreThanOneSpeed(options) ?? floorAbovePeak(options),
  curve({ peak, k, gamma, halfLife, every, staircase, floor, steps }) {
    const left = (t: number): number => {
      if (gamma !== undefined) return gamma ** (t / every);
      if (halfLife !== undefined) return 2 ** (-t / halfLife);
      return k === undefined ? LEFT_AT_END ** (t / steps) : Math.exp(-k * t);
    };
    const at = (t: number): number =>
      Math.max(floor, peak * left(staircase ? Math.floor(t / every) * every : t));
    return { steps, phases: onePhase('exponential', 'fall', steps), at };
  },
  label: () => 'exponential',
});

function moreThanOneSpeed(options: {
  k?: unknown;
  gamma?: unknown;
  halfLife?: unknown;
}): Issue | undefined {
  const given = (['k', 'gamma', 'halfLife'] as const).filter((name) => options[name] !== undefined);
  const [, second] = given;
  if (second === undefined) return undefined;
  const message = `${given.join(' and ')} say the same thing: give one of k, gamma, halfLife`;
  return { param: second, value: options[second], message, kind: 'range' };
}

/** Options of {@link exponentialDecay}: at most one of `k`, `gamma`, `halfLife`. */
export interface ExponentialDecayOptions extends Options<typeof exponentialDecayFamily> {}

/**
 * Loses the same share of the rate at every update: a smooth alternative to steps. Give one of
 * `k`, `gamma`, `halfLife`; without one, 1 % of the peak is left at the end.
 *
 * @returns A schedule in the unit of `peak`; after its end it holds the rate of step `steps`.
 * @throws RangeError | TypeError naming the option that is not allowed.
 * @example
 * assert.equal(exponentialDecay({ peak: 0.8, halfLife: 100 })(100), 0.4);
 */
export function exponentialDecay(options?: ExponentialDecayOptions): Schedule {
  return build(exponentialDecayFamily, options);
}
