import { maxFamily } from './combinators/max';
import { minFamily } from './combinators/min';
import { productFamily } from './combinators/product';
import { sequenceFamily } from './combinators/sequence';
import { sumFamily } from './combinators/sum';
import type { AnyFamily } from './family';
import type { Feedback } from './feedback-state';
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
export function sequence(parts: readonly Schedule[], lengths?: readonly Length[]): Schedule;
export function sequence(
  parts: readonly (Schedule | Feedback)[],
  lengths?: readonly Length[],
): Feedback;
export function sequence(
  parts: readonly (Schedule | Feedback)[],
  lengths?: readonly Length[],
): Schedule | Feedback {
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

/**
 * The product of schedules, step by step: a plateau on top of a schedule, or a schedule with a relative one.
 *
 * @example
 * const schedule = product(constant({ peak: 0.5 }), linear({ peak: 1, steps: 10 }));
 * assert.equal(schedule(5), 0.25);
 */
export function product(...parts: readonly Schedule[]): Schedule;
export function product(...parts: readonly (Schedule | Feedback)[]): Feedback;
export function product(...parts: readonly (Schedule | Feedback)[]): Schedule | Feedback {
  return combineMany(productFamily, parts);
}

/**
 * The sum of schedules, step by step.
 *
 * @example
 * assert.equal(sum(constant({ peak: 0.5 }), constant({ peak: 0.25 }))(0), 0.75);
 */
export function sum(...parts: readonly Schedule[]): Schedule;
export function sum(...parts: readonly (Schedule | Feedback)[]): Feedback;
export function sum(...parts: readonly (Schedule | Feedback)[]): Schedule | Feedback {
  return combineMany(sumFamily, parts);
}

/**
 * The lowest of schedules, step by step.
 *
 * @example
 * assert.equal(min(constant({ peak: 0.5 }), linear({ peak: 1, steps: 10 }))(0), 0.5);
 */
export function min(...parts: readonly Schedule[]): Schedule;
export function min(...parts: readonly (Schedule | Feedback)[]): Feedback;
export function min(...parts: readonly (Schedule | Feedback)[]): Schedule | Feedback {
  return combineMany(minFamily, parts);
}

/**
 * The highest of schedules, step by step.
 *
 * @example
 * assert.equal(max(constant({ peak: 0.5 }), linear({ peak: 1, steps: 10 }))(0), 1);
 */
export function max(...parts: readonly Schedule[]): Schedule;
export function max(...parts: readonly (Schedule | Feedback)[]): Feedback;
export function max(...parts: readonly (Schedule | Feedback)[]): Schedule | Feedback {
  return combineMany(maxFamily, parts);
}

function combineMany(
  family: AnyFamily,
  parts: readonly (Schedule | Feedback)[],
): Schedule | Feedback {
  if (parts.length > 0) return combine(family, {}, parts);
  throw new TypeError(`Cannot build ${family.id}: give at least one schedule`);
}
