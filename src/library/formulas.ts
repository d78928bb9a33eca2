import type { Curve, JsonValues } from '../schedule/family';
import { show } from '../schedule/validate';

/** What a formula computes with. */
export type FormulaValues = JsonValues;

/** A curve that another library computes in a way no family of ours does. */
export type Formula = (values: FormulaValues) => Curve;

/** A number of a formula's values. @throws RangeError when there is none of that name. */
export function numberOf(values: FormulaValues, name: string): number {
  const value = values[name];
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new RangeError(
    `Cannot build formula: values.${name} must be a finite number, got ${show(value)}`,
  );
}
