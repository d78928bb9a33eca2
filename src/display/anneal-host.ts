import type { Host } from './host';

/** Where our kernel leaves its host for the library: libraries and kernel may be different copies. */
export const HOST_KEY = Symbol.for('anneal.host');

/** The host of our own kernel, or `undefined` in any other. */
export function annealHost(): Host | undefined {
  return (globalThis as { [HOST_KEY]?: Host })[HOST_KEY];
}
