export { HOST_KEY } from './anneal-host';
export { clearOutput } from './clear-output';
export type { Comm, CommMessage, Comms } from './comms';
export { type Display, display } from './display';
export { type Bundle, type DisplayContent, type Host, host, type Writer } from './host';
export { kernelComms } from './kernel-comms';
