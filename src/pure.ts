// what notebook and browser share: no DOM, no Node
export * from './figure';
export * from './library';
// the one that also reads formulas of other libraries
export { fromSpec } from './library';
export * from './schedule';
