import { type Bundle, host } from './host';

/** An output of a cell that can be drawn again in place. */
export interface Display {
  /** Replaces what the output shows, also after its cell has ended. */
  update(bundle: Bundle): void;
}

/**
 * Shows a bundle as an output of the running cell.
 *
 * @param bundle Values by MIME type; JSON types as plain objects, `text/plain` for front ends that know none.
 * @returns A handle that draws the same output again.
 */
export function display(bundle: Bundle): Display {
  const write = host().writer();
  const transient = { display_id: `anneal-${crypto.randomUUID()}` };
  const send = (data: Bundle, update: boolean): void =>
    write({ data, metadata: {}, transient }, update);
  send(bundle, false);
  return { update: (next) => send(next, true) };
}
