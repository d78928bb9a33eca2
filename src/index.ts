export * from './figure';
export * from './library';
// the one that also reads formulas of other libraries
export { fromSpec } from './library';
export * from './notebook';
export * from './schedule';
export * from './train';
