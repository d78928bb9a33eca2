export { type Comm, type CommMessage, type Comms, clearOutput, kernelComms } from '../display';
export type { Showable } from './chart-of';
export { fit } from './fit';
export { compare, show } from './show';
