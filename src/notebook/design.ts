import { display } from '../display';
import type { Schedule } from '../schedule';
import { BoundDesign, type Design } from './bound-design';
import { bundleOf, SCHEDULE_MIME } from './bundle';
import { reachable } from './channel';
import { chartOf } from './chart-of';

/**
 * Shows the Schedule Designer in the cell. On the kernel "TypeScript (anneal)" it is bound both ways,
 * also while another cell runs: what is dragged is in `schedule` at once. Give it to `fit` in place of a
 * schedule and it steers the training: what lies ahead can be dragged while the model trains, the next
 * update uses it. Elsewhere the designer offers the code of what it shows, and `schedule` stays what it was.
 *
 * @param schedule What to begin with.
 * @returns A handle whose `schedule` is what the designer shows.
 * @throws TypeError when `schedule` is none, or holds a function, which cannot be drawn by hand.
 * @example
 * const d = design(cosine({ peak: 1e-3, steps: 900 }));
 * assert.equal(d.schedule(0), 1e-3);
 */
export function design(schedule: Schedule): Design {
  const bound = new BoundDesign(schedule);
  const id = reachable((comm) => bound.join(comm));
  const { 'image/svg+xml': svg, 'text/plain': text } = bundleOf(chartOf(bound.schedule));
  display({
    // other front ends show the picture
    [SCHEDULE_MIME]: { ...bound.schedule.spec, design: id },
    'image/svg+xml': svg,
    'text/plain': text,
  });
  return bound;
}
