import { AFTER } from '../after';
import { defineFamily, type Issue, type Options } from '../family';
import { END, FLOOR, floorAbovePeak, PEAK, STEPS, span } from '../params';
import { onePhase } from '../phases';
import { build, type Schedule } from '../schedule';

/** What {@link tanhDecay} is: its parameters, formula, phases and rates. */
export const tanhDecayFamily = defineFamily({
  id: 'tanhDecay',
  title: 'Tanh decay',
  summary: 'Falls along a hyperbolic tangent: flat, steep, flat.',
  parts: 0,
  params: {
    /** Highest learning rate; the one step 0 has in a decay. */
    peak: PEAK,
    /** Lowest learning rate. */
    floor: FLOOR,
    /** Argument of the tangent at step 0. */
    lower: {
      kind: 'number',
      unit: 'ratio',
      min: -20,
      max: 20,
      default: -6,
      symbol: 'l',
      doc: 'Argument of the tangent at step 0.',
    },
    /** Argument of the tangent at the end. */
    upper: {
      kind: 'number',
      unit: 'ratio',
      min: -20,
      max: 20,
      default: 3,
      symbol: 'u',
      doc: 'Argument of the tangent at the end.',
    },
    /** Updates it lasts; what the plan leaves, or 1,000, when left out. */
    steps: STEPS,
    /** `exclusive`: the first step after the end has the floor; `inclusive`: the last update has it. */
    end: END,
    /** After the last step: `hold` its end, `continue` the formula, `repeat` it, or `mirror` it back and forth. */
    after: AFTER,
  },
  latex: String.raw`\eta_{\min} + \frac{\eta_{\max} - \eta_{\min}}{2} \left(1 - \tanh\left(l + (u - l) \frac{\min(t, T)}{T}\right)\right)`,
  source: {
    text: 'Hsueh et al. 2019, Stochastic Gradient Descent with Hyperbolic-Tangent Decay',
    url: 'https://arxiv.org/abs/1806.01593',
  },
  check: (options): Issue | undefined => floorAbovePeak(options) ?? notBelow(options),
  curve({ peak, floor, lower, upper, steps, end }) {
    const T = span(steps, end);
    const at = (t: number): number => {
      const x = Math.min(t, T) / T;
      return floor + ((peak - floor) / 2) * (1 - Math.tanh(lower * (1 - x) + upper * x));
    };
    return { steps, phases: onePhase('tanh', 'fall', steps), at };
  },
  label: () => 'tanh',
});

function notBelow({
  lower = -6,
  upper = 3,
}: {
  lower?: unknown;
  upper?: unknown;
}): Issue | undefined {
  if ((lower as number) < (upper as number)) return undefined;
  const message = `lower must be below upper (${upper}), got ${lower}`;
  return { param: 'lower', value: lower, message, kind: 'range' };
}

/** Options of {@link tanhDecay}. */
export interface TanhDecayOptions extends Options<typeof tanhDecayFamily> {}

/**
 * Falls along a hyperbolic tangent. It starts a little below `peak` and ends a little above `floor`: the arguments `lower`
 * and `upper` say how little.
 *
 * @returns A schedule in the unit of `peak`; after its end it holds the rate of step `steps`.
 * @throws RangeError | TypeError naming the option that is not allowed.
 * @example
 * const schedule = tanhDecay({ peak: 1, lower: -3, upper: 3, steps: 100 });
 * assert.equal(schedule(50), 0.5);
 */
export function tanhDecay(options?: TanhDecayOptions): Schedule {
  return build(tanhDecayFamily, options);
}
