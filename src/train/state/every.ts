import type { Plan } from '../../schedule';
import { type LengthText, resolveLength } from '../../schedule/length';

/** How often: in updates, or with a unit: epochs, batches, a share of the plan, or seconds. */
export type Every = number | LengthText | `${number}s`;

/** After so many updates, or so many seconds. */
export interface Interval {
  readonly updates: number;
  readonly seconds: number;
}

const SECONDS = /^(\d+(?:\.\d+)?)s$/;

/** @throws RangeError when it is no interval of at least one update. */
export function intervalOf(every: Every, plan: Plan): Interval {
  const seconds = typeof every === 'string' ? SECONDS.exec(every)?.[1] : undefined;
  if (seconds !== undefined) return { updates: Number.POSITIVE_INFINITY, seconds: Number(seconds) };
  const updates = updatesOf(every, plan);
  if (updates >= 1) return { updates, seconds: Number.POSITIVE_INFINITY };
  throw new RangeError(
    `Cannot train: checkpoint.every must be at least one update, such as 500, '1ep' or '30s', got ${JSON.stringify(every)}`,
  );
}

function updatesOf(every: unknown, plan: Plan): number {
  try {
    return Math.floor(resolveLength(every as LengthText, plan));
  } catch {
    return Number.NaN;
  }
}
