import type { FormulaValues } from './formulas';
import { positiveOf } from './formulas-shared';

/** Shortest length: a quotient of any step by it is still a number that a cosine can take. */
const SHORTEST = 1e-6;

/** A number of steps, which may be a fraction, of a formula's values. @throws RangeError when it is not above 0. */
export function lengthOf(values: FormulaValues, name: string): number {
  const value = positiveOf(values, name);
  if (value >= SHORTEST) return value;
  throw new RangeError(
    `Cannot build formula: values.${name} must be at least ${SHORTEST}, got ${value}`,
  );
}
