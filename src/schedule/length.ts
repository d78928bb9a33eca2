import type { Plan } from './plan';
import { epochSteps, totalSteps } from './plan';

/** A length with its unit: epochs, batches, or a share of the plan (`'5%'` and `'0.05dur'` are the same). */
export type LengthText = `${number}ep` | `${number}ba` | `${number}%` | `${number}dur`;

/** A length in updates, or with a unit that a plan turns into updates. */
export type Length = number | LengthText;

/** Unit of a length: updates, epochs, batches, percent of the plan, share of the plan. */
export type Unit = 'step' | 'ep' | 'ba' | '%' | 'dur';

const PATTERN = /^(\d+(?:\.\d+)?(?:e[+-]?\d+)?)(ep|ba|%|dur)$/;

/**
 * A length taken apart, or `undefined` when it cannot be read.
 *
 * @example
 * assert.deepEqual(parseLength('5%'), { amount: 5, unit: '%' });
 */
export function parseLength(length: unknown): { amount: number; unit: Unit } | undefined {
  if (typeof length === 'number') return { amount: length, unit: 'step' };
  const match = typeof length === 'string' ? PATTERN.exec(length) : null;
  return match ? { amount: Number(match[1]), unit: match[2] as Unit } : undefined;
}

/**
 * A length in whole updates.
 *
 * @param length A number of updates, or text such as `'10ep'`, `'500ba'`, `'5%'`, `'0.1dur'`.
 * @param plan What turns epochs, batches and shares into updates.
 * @returns Updates, rounded to the nearest whole number.
 * @throws RangeError when the plan lacks the fact that the unit needs; the message names it.
 * @example
 * assert.equal(resolveLength('5%', { steps: 1000 }), 50);
 */
export function resolveLength(length: Length, plan: Plan | undefined): number {
  const parsed = parseLength(length);
  if (!parsed) throw new TypeError(`Cannot read the length ${JSON.stringify(length)}`);
  const { amount, unit } = parsed;
  switch (unit) {
    case 'step':
      return amount;
    case 'ep':
      return Math.round(amount * epochSteps(plan, length));
    case 'ba':
      return Math.round(amount / (plan?.accumulation ?? 1));
    case '%':
      return Math.round((amount / 100) * totalSteps(plan, length));
    case 'dur':
      return Math.round(amount * totalSteps(plan, length));
  }
}
