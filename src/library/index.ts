export { type FormulaOptions, formula, formulaFamily } from './formula';
export type { FormulaValues } from './formulas';
export { fromLibrary } from './from-library';
export { fromSpec } from './from-spec';
export type { LibraryRequest } from './request';
