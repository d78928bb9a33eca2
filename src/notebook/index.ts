export type { Showable } from './chart-of';
export { fit } from './fit';
export { compare, show } from './show';
