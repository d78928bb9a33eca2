/**
 * What notebook and browser share: schedules, the conventions of other libraries, and the parts that
 * charts are made of. It uses neither the DOM nor Node.
 *
 * @module anneal/pure
 */

export * from './figure';
export { sampleCurve } from './figure/sample';
export * from './library';
// the one that also reads formulas of other libraries
export { fromSpec } from './library';
export * from './schedule';
// what an editor needs beside: lengths and plans in updates
export { parseLength, resolveLength } from './schedule/length';
export { checkPlan, planSteps, stepsPerEpoch } from './schedule/plan';
