/**
 * Schedules, charts and training for a notebook.
 *
 * @module anneal
 */

// charts are drawn with show and compare; their parts are in anneal/pure
export type { CodeOptions, Names, ReadOptions, Target } from './code';
export type * from './figure';
export * from './library';
// the one that also reads formulas of other libraries
export { fromSpec } from './library';
export * from './notebook';
export * from './on-first-use';
export * from './schedule';
export * from './train';
