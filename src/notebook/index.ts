export { type Comm, type CommMessage, type Comms, clearOutput, kernelComms } from '../display';
export type { Showable } from './chart-of';
export type { Comparable, Comparison } from './comparison';
export { fit } from './fit';
export { rangeTest } from './range-test';
export { scheduleCallback } from './schedule-callback';
export { compare, show } from './show';
export { toHTML } from './to-html';
export { trainLoop } from './train-loop';
