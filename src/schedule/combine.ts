import { sequenceFamily } from './combinators/sequence';
import type { Length } from './length';
import { combine, type Schedule } from './schedule';

/**
 * Schedules one after another; each counts its steps from its own start.
 *
 * @param parts The schedules, at least one.
 * @param lengths Updates of every part but the last; their own lengths when left out. Part i owns
 * its first step and not the first step of part i + 1.
 * @throws TypeError when a part is not a schedule; RangeError when there are too many lengths.
 * @example
 * const schedule = sequence([constant({ peak: 1 }), linear({ peak: 1, steps: 10 })], [5]);
 * assert.equal(schedule(10), 0.5);
 */
export function sequence(parts: readonly Schedule[], lengths?: readonly Length[]): Schedule {
  if (!Array.isArray(parts) || parts.length === 0) {
    throw new TypeError('Cannot build sequence: parts must be a list of at least one schedule');
  }
  if (lengths && lengths.length >= parts.length) {
    throw new RangeError(
      `Cannot build sequence: ${parts.length} parts take at most ${parts.length - 1} lengths, got ${lengths.length}`,
    );
  }
  return combine(sequenceFamily, { lengths }, parts);
}
