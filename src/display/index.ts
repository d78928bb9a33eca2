export { HOST_KEY } from './anneal-host';
export type { Comm, CommMessage, Comms } from './comms';
export { type Display, display } from './display';
export { type Bundle, type DisplayContent, type Host, host, type Writer } from './host';
