import { sequence } from '../schedule/combine';
import { constant } from '../schedule/families/constant';
import { cosine } from '../schedule/families/cosine';
import { linear } from '../schedule/families/linear';
import { piecewise } from '../schedule/families/piecewise';
import type { Schedule } from '../schedule/schedule';
import type { Arguments } from './request';

// what most libraries are made of, written with native families so that it can be edited and exported

/** The same rate for ever, 0 included. */
export function flat(value: number): Schedule {
  return value > 0 ? constant({ peak: value }) : piecewise({ boundaries: [], values: [value] });
}

/** From one rate to another in `steps` ≥ 1 updates, up or down: update `steps` has `to`, and so have later ones. */
export function ramp(
  from: number,
  to: number,
  steps: number,
  shape: 'linear' | 'cosine' = 'linear',
): Schedule {
  if (from === to) return flat(from);
  if (from > to) return (shape === 'linear' ? linear : cosine)({ peak: from, floor: to, steps });
  return piecewise({ boundaries: [steps], values: [from, to], interpolate: shape, steps });
}

/** `first` for `steps` updates, then `rest`; `rest` alone when there are none. */
export function lead(first: Schedule, steps: number, rest: Schedule): Schedule {
  return steps > 0 ? sequence([first, rest], [steps]) : rest;
}

/** Schedules one after another, or the only one. */
export function chain(parts: readonly Schedule[], lengths: readonly number[]): Schedule {
  const [only] = parts;
  return only && parts.length === 1 ? only : sequence(parts, lengths);
}

/**
 * Flat pieces: step `at` and those after it have `value`, until the next piece.
 *
 * @param first Rate before the first piece.
 * @param pieces In the order of their steps; those at or before step 0 replace `first`, and of several at a step the last counts.
 */
export function stairs(
  first: number,
  pieces: readonly { readonly at: number; readonly value: number }[],
): Schedule {
  let start = first;
  const rates = new Map<number, number>();
  for (const { at, value } of pieces) {
    if (at <= 0) start = value;
    else rates.set(at, value);
  }
  if (rates.size === 0) return flat(start);
  const boundaries = [...rates.keys()];
  return piecewise({
    boundaries,
    values: [start, ...rates.values()],
    steps: (boundaries.at(-1) as number) + 1,
  });
}

/** Whether a number can be a length of a native family. */
export function isLength(steps: number): boolean {
  return Number.isSafeInteger(steps) && steps > 0;
}

/** A finite number of at least `least` (0 when left out): a rate or a factor. */
export function atLeast(args: Arguments, name: string, fallback?: number, least = 0): number {
  const value = args.number(name, fallback);
  if (value >= least) return value;
  throw args.refuse(`${name} must be at least ${least}, got ${value}`);
}

/** A finite number above 0. */
export function above0(args: Arguments, name: string, fallback?: number): number {
  const value = args.number(name, fallback);
  if (value > 0) return value;
  throw args.refuse(`${name} must be above 0, got ${value}`);
}

/** An error about the kind of an argument that `Arguments` has no reader for. */
export function wrongKind(args: Arguments, message: string): TypeError {
  return new TypeError(args.refuse(message).message);
}
