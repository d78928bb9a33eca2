import type { Comms } from './comms';
import { host } from './host';

/**
 * Channels between this kernel and front ends: open them for a target, or let front ends open them.
 *
 * @throws Error on a kernel that has none: the kernel "TypeScript (anneal)" has.
 * @example
 * // in plain Node
 * assert.throws(() => kernelComms(), /this kernel has none/);
 */
export function kernelComms(): Comms {
  const { comms } = host();
  if (comms) return comms;
  throw new Error(
    'Cannot open a comm: this kernel has none; choose the kernel "TypeScript (anneal)"',
  );
}
