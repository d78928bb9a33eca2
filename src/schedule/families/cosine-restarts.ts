import { AFTER } from '../after';
import { type Curve, defineFamily, type Options } from '../family';
import { FLOOR, floorAbovePeak, PEAK, STEPS } from '../params';
import { cyclePhases } from '../phases';
import { restartsOf } from '../restarts';
import { build, type Schedule } from '../schedule';

/** What {@link cosineRestarts} is: its parameters, formula, phases and rates. */
export const cosineRestartsFamily = defineFamily({
  id: 'cosineRestarts',
  title: 'Cosine with warm restarts',
  summary:
    'Falls from `peak` to `floor` along half a cosine again and again, each cycle starting afresh.',
  parts: 0,
  params: {
    /** Highest learning rate; the one step 0 has in a decay. */
    peak: PEAK,
    /** Lowest learning rate. */
    floor: FLOOR,
    /** Updates of the first cycle; four cycles fit when left out. */
    cycle: {
      kind: 'length',
      symbol: 'T_0',
      doc: 'Updates of the first cycle; four cycles fit when left out.',
    },
    /** What each cycle is longer than the one before. */
    lengthMultiplier: {
      kind: 'number',
      unit: 'ratio',
      min: 1,
      default: 1,
      symbol: 'm',
      doc: 'What each cycle is longer than the one before.',
    },
    /** What each restart is higher than the one before. */
    peakMultiplier: {
      kind: 'number',
      unit: 'ratio',
      min: 0,
      max: 1,
      default: 1,
      symbol: 'c',
      doc: 'What each restart is higher than the one before.',
    },
    /** Updates it lasts; what the plan leaves, or 1,000, when left out. */
    steps: STEPS,
    /** After the last step: `hold` its end, `continue` the formula, `repeat` it, or `mirror` it back and forth. */
    after: AFTER,
  },
  latex: String.raw`\eta_{\min} + \frac{c^i \eta_{\max} - \eta_{\min}}{2} \left(1 + \cos\left(\frac{\pi\, t_i}{T_0 m^i}\right)\right)`,
  source: { text: 'Loshchilov & Hutter 2017, SGDR', url: 'https://arxiv.org/abs/1608.03983' },
  check: floorAbovePeak,
  holds: 'last',
  curve({ peak, floor, cycle, lengthMultiplier, peakMultiplier, steps, after }): Curve {
    const end = after === 'continue' ? Number.MAX_SAFE_INTEGER : steps;
    const start = restartsOf(cycle, lengthMultiplier, steps, end);
    const at = (t: number): number => {
      const index = start.last(t);
      const top = peakMultiplier === 1 ? peak : Math.max(floor, peak * peakMultiplier ** index);
      const share = (t - start.of(index)) / (start.of(index + 1) - start.of(index));
      return floor + ((top - floor) / 2) * (1 + Math.cos(Math.PI * share));
    };
    return { steps, phases: cyclePhases(start.of, steps, true), at };
  },
  label: () => 'cosine restarts',
});

/** Options of {@link cosineRestarts}. */
export interface CosineRestartsOptions extends Options<typeof cosineRestartsFamily> {}

/**
 * Cosine annealing that starts afresh after each cycle (SGDR): step `cycle` is at the peak again.
 * Cycles are counted in whole updates, so no boundary is missed.
 *
 * @returns A schedule in the unit of `peak`; after its last step it holds the rate of that step.
 * @throws RangeError | TypeError naming the option that is not allowed.
 * @example
 * const schedule = cosineRestarts({ peak: 1, cycle: 10, lengthMultiplier: 3, steps: 400 });
 * assert.equal(schedule(10), 1); // second cycle
 * assert.equal(schedule(40), 1); // third cycle
 */
export function cosineRestarts(options?: CosineRestartsOptions): Schedule {
  return build(cosineRestartsFamily, options);
}
