import { defineFamily, type Options } from '../family';
import { END, FLOOR, floorAbovePeak, PEAK, STEPS, span } from '../params';
import { onePhase } from '../phases';
import { build, type Schedule } from '../schedule';

export const cosineFamily = defineFamily({
  id: 'cosine',
  title: 'Cosine annealing',
  summary: 'Half a cosine from `peak` down to `floor` over `steps` updates, then flat.',
  parts: 0,
  params: { ...PEAK, ...FLOOR, ...STEPS, ...END },
  latex: String.raw`\eta_{min} + \frac{\eta_{max} - \eta_{min}}{2} \left(1 + \cos\left(\frac{\pi \min(t, T)}{T}\right)\right)`,
  source: {
    text: 'Loshchilov & Hutter 2017, SGDR, equation 5',
    url: 'https://arxiv.org/abs/1608.03983',
  },
  check: floorAbovePeak,
  curve({ peak, floor, steps, end }) {
    const T = span(steps, end);
    const at = (t: number): number =>
      t >= T ? floor : floor + ((peak - floor) / 2) * (1 + Math.cos((Math.PI * t) / T));
    return { steps, phases: onePhase('cosine', 'fall', steps), at };
  },
  label: () => 'cosine',
});

/** Options of {@link cosine}. */
export interface CosineOptions extends Options<typeof cosineFamily> {}

/**
 * Half a cosine from `peak` down to `floor`, then flat: slow at both ends, the usual choice for deep networks.
 *
 * @returns A schedule in the unit of `peak`: step 0 has `peak`, step `steps` and every later one
 * `floor` (with `end: 'inclusive'` the last update, `steps − 1`, has it already).
 * @throws RangeError | TypeError naming the option that is not allowed.
 * @example
 * const schedule = cosine({ peak: 1, steps: 100 });
 * assert.equal(schedule(0), 1);
 * assert.ok(Math.abs(schedule(50) - 0.5) < 1e-12);
 * assert.equal(schedule(250), 0);
 */
export function cosine(options?: CosineOptions): Schedule {
  return build(cosineFamily, options);
}
