/**
 * What notebook and browser share: schedules, the conventions of other libraries, and the parts that
 * charts are made of. It uses neither the DOM nor Node.
 *
 * @module anneal/pure
 */

export * from './figure';
export * from './library';
// the one that also reads formulas of other libraries
export { fromSpec } from './library';
export * from './schedule';
