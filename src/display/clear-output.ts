import { host } from './host';

/**
 * Clears the outputs of the running cell, on the kernel "TypeScript (anneal)"; elsewhere it does nothing.
 *
 * @param wait Clears when the next output comes, so that nothing flickers.
 */
export function clearOutput(wait = false): void {
  host().clear?.(wait);
}
