import { AFTER } from '../after';
import { defineFamily, type Issue, type Options } from '../family';
import { floorAbovePeak, PEAK, STEPS } from '../params';
import { cyclePhases } from '../phases';
import { build, type Schedule } from '../schedule';

/** Lower bound as a share of the peak when none is given. */
const FLOOR_SHARE = 0.1;

/** What {@link cyclical} is: its parameters, formula, phases and rates. */
export const cyclicalFamily = defineFamily({
  id: 'cyclical',
  title: 'Cyclical',
  summary: 'Rises from `floor` to `peak` and falls back, in straight lines, again and again.',
  parts: 0,
  params: {
    /** Highest learning rate; the one step 0 has in a decay. */
    peak: PEAK,
    /** Lowest rate; a tenth of `peak` when left out. */
    floor: {
      kind: 'rate',
      symbol: '\\eta_{\\min}',
      doc: 'Lowest rate; a tenth of `peak` when left out.',
    },
    /** Updates of a rise; as many as a fall, or a quarter of `steps` for both, when left out. */
    up: {
      kind: 'length',
      symbol: 'u',
      doc: 'Updates of a rise; as many as a fall, or a quarter of `steps` for both, when left out.',
    },
    /** Updates of a fall; as many as a rise when left out. */
    down: {
      kind: 'length',
      symbol: 'd',
      doc: 'Updates of a fall; as many as a rise when left out.',
    },
    /** `triangular`: equal peaks; `triangular2`: each half as high above the floor; `exponential`: times gamma^t. */
    mode: {
      kind: 'choice',
      options: ['triangular', 'triangular2', 'exponential'],
      default: 'triangular',
      symbol: 'm',
      doc: '`triangular`: equal peaks; `triangular2`: each half as high above the floor; `exponential`: times gamma^t.',
    },
    /** Factor of the swing per update in `exponential` mode. */
    gamma: {
      kind: 'number',
      unit: 'ratio',
      min: 0,
      max: 1,
      default: 0.999,
      symbol: '\\gamma',
      doc: 'Factor of the swing per update in `exponential` mode.',
    },
    /** Your own factor of the swing, finite and at least 0, from the number of the cycle (0, 1, …); instead of `mode`. */
    swing: {
      kind: 'function',
      symbol: 's',
      doc: 'Your own factor of the swing, finite and at least 0, from the number of the cycle (0, 1, …); instead of `mode`.',
    },
    /** Updates it lasts; what the plan leaves, or 1,000, when left out. */
    steps: STEPS,
    /** After the last step: `hold` its end, `continue` the formula, `repeat` it, or `mirror` it back and forth. */
    after: AFTER,
  },
  latex: String.raw`\eta_{\min} + (\eta_{\max} - \eta_{\min})\, h(t)\, s(t)`,
  source: { text: 'Smith 2017, Cyclical Learning Rates', url: 'https://arxiv.org/abs/1506.01186' },
  check: (options): Issue | undefined =>
    options.floor === undefined ? undefined : floorAbovePeak(options),
  holds: 'last',
  curve({ peak, floor = peak * FLOOR_SHARE, up: rise, down, mode, gamma, swing: own, steps }) {
    // four cycles fill the steps exactly, so their length may be a fraction
    const up = rise ?? (down === undefined ? steps / 8 : down);
    const length = up + (down ?? up);
    const swing = own
      ? (t: number) => checkedSwing(own, Math.floor(t / length))
      : {
          triangular: () => 1,
          triangular2: (t: number) => 2 ** -Math.floor(t / length),
          exponential: (t: number) => gamma ** t,
        }[mode];
    const at = (t: number): number => {
      const inCycle = t % length;
      const height = inCycle <= up ? inCycle / up : (length - inCycle) / (length - up);
      return floor + (peak - floor) * height * swing(t);
    };
    return { steps, phases: cyclePhases((index) => Math.round(index * length), steps, false), at };
  },
});

function checkedSwing(swing: (cycle: number) => number, cycle: number): number {
  const factor = swing(cycle);
  if (factor >= 0 && factor < Infinity) return factor;
  throw new RangeError(
    `Cannot give a rate: swing of cyclical must return a finite number of at least 0, got ${factor} for cycle ${cycle}`,
  );
}

/** Options of {@link cyclical}. */
export interface CyclicalOptions extends Options<typeof cyclicalFamily> {}

/**
 * Rises from `floor` to `peak` and falls back, again and again: keeps leaving flat regions and
 * sharp minima. Step 0 is at the floor, step `up` at the peak.
 *
 * @returns A schedule in the unit of `peak`; after its last step it holds the rate of that step.
 * @throws RangeError | TypeError naming the option that is not allowed; RangeError when it is called
 * and `swing` gives what is no factor. One with `swing` cannot be written as a spec.
 * @example
 * const schedule = cyclical({ floor: 0.1, peak: 0.5, up: 20 });
 * assert.equal(schedule(20), 0.5);
 * assert.equal(schedule(40), 0.1);
 */
export function cyclical(options?: CyclicalOptions): Schedule {
  return build(cyclicalFamily, options);
}
