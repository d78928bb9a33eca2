import { annealHost } from './anneal-host';
import type { Comms } from './comms';
import { denoHost } from './deno-host';
import { tslabHost } from './tslab-host';

/** The same thing for different front ends, by MIME type; a front end takes the richest it knows. */
export type Bundle = Readonly<Record<string, unknown>>;

/** Content of a `display_data` or `update_display_data` message. */
export interface DisplayContent {
  readonly data: Bundle;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly transient: { readonly display_id: string };
}

/** Sends one display message of the cell that was running when the writer was made. */
export type Writer = (content: DisplayContent, update: boolean) => void;

/** What a kernel offers to a cell. */
export interface Host {
  readonly kind: 'anneal' | 'tslab' | 'deno' | 'none';
  /** A writer bound to the cell that runs now. */
  writer(): Writer;
  /** Clears the outputs of the cell, at once or when the next one comes; absent where the kernel cannot. */
  clear?(wait: boolean): void;
  /** Channels to front ends; absent where the kernel has none. */
  readonly comms?: Comms;
  /**
   * Runs `work`; the first interrupt meanwhile calls `onInterrupt` instead of ending the cell, the
   * second one ends it.
   */
  interruptible<T>(work: () => Promise<T>, onInterrupt: () => void): Promise<T>;
}

/** Plain Node: nothing to draw on, so the text of a bundle is printed once. */
const plainHost: Host = {
  kind: 'none',
  writer:
    () =>
    ({ data }, update) => {
      if (!update) console.log(data['text/plain']);
    },
  interruptible: (work) => work(),
};

/** The kernel this code runs in. */
export function host(): Host {
  return annealHost() ?? tslabHost() ?? denoHost() ?? plainHost;
}
