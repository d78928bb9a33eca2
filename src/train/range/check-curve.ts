import { WINDOW } from './smoothing';
import type { SuggestOptions } from './suggest-lr';

/** The mean of fewer points would hide every one of them. */
export const LEAST_POINTS = WINDOW;

const OPTIONS: readonly string[] = [
  'smoothing',
  'skipStart',
  'skipEnd',
  'spread',
] satisfies (keyof SuggestOptions)[];

/** @throws TypeError | RangeError unless there is one loss for each of five rates that rise from above 0. */
export function checkCurve(rates: ArrayLike<number>, losses: ArrayLike<number>): void {
  for (const [name, values] of Object.entries({ rates, losses })) {
    if (typeof values !== 'object' || !Number.isSafeInteger(values?.length)) {
      throw new TypeError(`Cannot suggest a rate: ${name} must be a list of numbers`);
    }
    const odd = Array.from(values).findIndex((value) => typeof value !== 'number');
    if (odd >= 0) {
      throw new TypeError(
        `Cannot suggest a rate: ${name} must be numbers, got ${typeof values[odd]} at index ${odd}`,
      );
    }
  }
  if (rates.length !== losses.length) {
    throw new RangeError(
      `Cannot suggest a rate: there must be one loss for each rate, got ${rates.length} rates and ${losses.length} losses`,
    );
  }
  if (rates.length < LEAST_POINTS) {
    throw new RangeError(
      `Cannot suggest a rate: there must be at least ${LEAST_POINTS} points, got ${rates.length}`,
    );
  }
  for (let i = 0; i < rates.length; i++) {
    const [before, rate] = [i > 0 ? (rates[i - 1] as number) : 0, rates[i] as number];
    if (rate > before && rate < Number.POSITIVE_INFINITY) continue;
    const than = i > 0 ? `above the one before it, ${before}` : 'above 0';
    throw new RangeError(
      `Cannot suggest a rate: each of rates must be finite and ${than}, got ${rate} at index ${i}`,
    );
  }
}

/** @throws TypeError | RangeError naming the option that will not do. */
export function checkSuggestOptions(options: SuggestOptions): void {
  const unknown = Object.keys(options).find((name) => !OPTIONS.includes(name));
  if (unknown !== undefined) {
    throw new TypeError(
      `Cannot suggest a rate: there is no option '${unknown.slice(0, 40)}'; there are ${OPTIONS.join(', ')}`,
    );
  }
  const { smoothing = 0, skipStart = 0, skipEnd = 0, spread = 0 } = options;
  if (!(smoothing >= 0 && smoothing < 1)) {
    throw new RangeError(
      `Cannot suggest a rate: smoothing must be at least 0 and below 1, got ${smoothing}`,
    );
  }
  for (const [name, value] of Object.entries({ skipStart, skipEnd })) {
    if (Number.isSafeInteger(value) && value >= 0) continue;
    throw new RangeError(
      `Cannot suggest a rate: ${name} must be an integer of at least 0, got ${value}`,
    );
  }
  if (!(spread >= 0 && spread < Number.POSITIVE_INFINITY)) {
    throw new RangeError(
      `Cannot suggest a rate: spread must be finite and at least 0, got ${spread}`,
    );
  }
}
