/** A message on a comm. */
export interface CommMessage {
  /** JSON. */
  readonly data: unknown;
  readonly buffers: readonly Uint8Array[];
}

/** One end of a channel between the kernel and a front end. */
export interface Comm {
  readonly id: string;
  readonly target: string;
  /** False once either side has closed it. */
  readonly open: boolean;
  /** Called for each message of the other side, also while a cell awaits. */
  onMessage: ((message: CommMessage) => void) | undefined;
  /** Called when the other side closes it. */
  onClose: ((message: CommMessage) => void) | undefined;
  /** Sends JSON, and bytes beside it. @throws Error when the comm is closed. */
  send(data: unknown, buffers?: readonly Uint8Array[]): void;
  /** Closes it on both sides; again does nothing. */
  close(data?: unknown): void;
}

/** The comms that a kernel offers. */
export interface Comms {
  /**
   * Lets front ends open comms for a target.
   *
   * @param onOpen Is given each comm that a front end opens, and its opening message.
   * @returns Takes the target back; comms that are open stay open.
   */
  register(target: string, onOpen: (comm: Comm, opening: CommMessage) => void): () => void;
  /** Opens a comm to the front ends that know `target`. */
  open(target: string, data?: unknown, buffers?: readonly Uint8Array[]): Comm;
}
