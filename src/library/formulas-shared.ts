import type { Curve, PhaseKind } from '../schedule/family';
import { onePhase } from '../schedule/phases';
import { show } from '../schedule/validate';
import { type FormulaValues, numberOf } from './formulas';

// values come from JSON that anybody may have written: every reader checks what it gives

/** Updates of a formula that has no end. */
export const ENDLESS = 1000;

/** A number above 0 of a formula's values. */
export function positiveOf(values: FormulaValues, name: string): number {
  const value = numberOf(values, name);
  if (value > 0) return value;
  throw new RangeError(`Cannot build formula: values.${name} must be above 0, got ${value}`);
}

/** A rate or a factor of a formula's values: at least 0. */
export function rateOf(values: FormulaValues, name: string): number {
  const value = numberOf(values, name);
  if (value >= 0) return value;
  throw new RangeError(`Cannot build formula: values.${name} must be at least 0, got ${value}`);
}

/** A flag of a formula's values; `false` when it is left out. */
export function flagOf(values: FormulaValues, name: string): boolean {
  const value = values[name] ?? false;
  if (typeof value === 'boolean') return value;
  throw new TypeError(
    `Cannot build formula: values.${name} must be true or false, got ${show(value)}`,
  );
}

/** One of some words of a formula's values. */
export function wordOf<const W extends string>(
  values: FormulaValues,
  name: string,
  words: readonly W[],
): W {
  const value = values[name];
  if (words.includes(value as W)) return value as W;
  throw new RangeError(
    `Cannot build formula: values.${name} must be one of ${words.map(show).join(', ')}, got ${show(value)}`,
  );
}

/** Numbers of a formula's values, each at least 0 or whatever `least` says. */
export function listOf(values: FormulaValues, name: string, least = 0): readonly number[] {
  const value = values[name];
  const fits = (one: unknown): boolean => Number.isFinite(one) && (one as number) >= least;
  if (Array.isArray(value) && value.length > 0 && value.every(fits)) return value as number[];
  throw new RangeError(
    `Cannot build formula: values.${name} must be a list of at least one number, got ${show(value)}`,
  );
}

/** A curve of one phase, of at least one whole update. */
export function onePiece(
  name: string,
  kind: PhaseKind,
  steps: number,
  at: (step: number) => number,
): Curve {
  const whole = Math.max(1, Math.ceil(steps));
  return { steps: whole, phases: onePhase(name, kind, whole), at };
}

/** `start · factor^(t / every)`, kept between `least` and `most`; t in whole turns of `every` when in stairs. */
export function exponential(values: FormulaValues): Curve {
  const start = positiveOf(values, 'start');
  const factor = rateOf(values, 'factor');
  const every = positiveOf(values, 'every');
  const stairs = flagOf(values, 'staircase');
  const least = values.least === undefined ? 0 : rateOf(values, 'least');
  const most = values.most === undefined ? Number.MAX_VALUE : rateOf(values, 'most');
  const at = (t: number): number => {
    const turns = stairs ? Math.floor(t / every) : t / every;
    return Math.min(most, Math.max(least, start * factor ** turns));
  };
  return onePiece('exponential', factor > 1 ? 'rise' : 'fall', ENDLESS, at);
}

/** From `start` to `end` along a power of what is left of `steps`; in cycles that grow by `steps` when `cycle`. */
export function polynomialMove(values: FormulaValues): Curve {
  const start = rateOf(values, 'start');
  const end = rateOf(values, 'end');
  const power = positiveOf(values, 'power');
  const steps = positiveOf(values, 'steps');
  const cycle = flagOf(values, 'cycle');
  const at = (t: number): number => {
    const length = cycle ? steps * Math.max(1, Math.ceil(t / steps)) : steps;
    return (start - end) * (1 - Math.min(t, length) / length) ** power + end;
  };
  return onePiece('polynomial', end > start ? 'rise' : 'fall', steps, at);
}

/** From `start` to `start · alpha` along a power of half a cosine. */
export function cosineMove(values: FormulaValues): Curve {
  const start = rateOf(values, 'start');
  const alpha = rateOf(values, 'alpha');
  const exponent = positiveOf(values, 'exponent');
  const steps = positiveOf(values, 'steps');
  const at = (t: number): number => {
    const half = (1 + Math.cos((Math.PI * Math.min(t, steps)) / steps)) / 2;
    return start * ((1 - alpha) * half ** exponent + alpha);
  };
  return onePiece('cosine', alpha > 1 ? 'rise' : 'fall', steps, at);
}
