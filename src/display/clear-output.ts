import { host } from './host';

/**
 * Clears the outputs of the running cell, on the kernel "TypeScript (anneal)"; elsewhere it does nothing.
 *
 * @param wait Clears when the next output comes, so that nothing flickers.
 * @example
 * for (const epoch of [1, 2, 3]) {
 *   clearOutput(true);
 *   console.log(`epoch ${epoch}`);
 * }
 */
export function clearOutput(wait = false): void {
  host().clear?.(wait);
}
