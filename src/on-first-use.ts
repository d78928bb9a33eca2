import type { CodeOptions, Target } from './code';
import type { Feedback } from './schedule/feedback-state';
import type { Schedule } from './schedule/schedule';

// the parsers behind this take longer to load than all the rest, and most notebooks write no code
const code = (): typeof import('./code') => require('./code');

/**
 * A schedule as code of another library: a complete snippet whose rates are those of the schedule at
 * every step, also after its end.
 *
 * @param target `typescript`, `pytorch`, `keras`, `optax`, `transformers` or `timm`.
 * @returns Text that ends with a line break, formatted as the library's community formats.
 * @throws RangeError when the target is unknown, the plan lacks a fact, or the schedule cannot be
 * written, with the reason; TypeError when it is no schedule.
 */
export function toCode(
  schedule: Schedule | Feedback,
  target: Target,
  options?: CodeOptions,
): string {
  return code().toCode(schedule, target, options);
}
