import { randomUUID } from 'node:crypto';
import type { Comm, CommMessage, Comms } from '../display';

/** Sends a message about a comm to the front ends. */
export type CommSend = (type: string, content: object, buffers?: readonly Uint8Array[]) => void;

type OpenHandler = (comm: Comm, opening: CommMessage) => void;

interface Entry {
  readonly comm: Comm;
  readonly target: string;
}

/** The comms of a kernel: opened from either side, also while a cell runs. */
export class CommManager implements Comms {
  private readonly targets = new Map<string, OpenHandler>();
  private readonly open_ = new Map<string, Entry>();
  private readonly send: CommSend;
  private readonly report: (error: unknown) => void;

  /** @param report Is told what a handler throws. */
  constructor(send: CommSend, report: (error: unknown) => void) {
    this.send = send;
    this.report = report;
  }

  register(target: string, onOpen: OpenHandler): () => void {
    this.targets.set(target, onOpen);
    return () => {
      if (this.targets.get(target) === onOpen) this.targets.delete(target);
    };
  }

  open(target: string, data: unknown = {}, buffers?: readonly Uint8Array[]): Comm {
    const id = randomUUID();
    this.send('comm_open', { comm_id: id, target_name: target, data }, buffers);
    return this.add(id, target);
  }

  /** A `comm_open`, `comm_msg` or `comm_close` of a front end. */
  receive(
    type: string,
    content: Readonly<Record<string, unknown>>,
    buffers: readonly Uint8Array[],
  ): void {
    const id = String(content.comm_id);
    const message: CommMessage = { data: content.data ?? {}, buffers };
    const known = this.open_.get(id);
    if (type === 'comm_open') {
      const target = String(content.target_name);
      const onOpen = this.targets.get(target);
      // a front end waits for this answer
      if (!onOpen) this.send('comm_close', { comm_id: id, data: {} });
      else this.guard(() => onOpen(this.add(id, target), message));
    } else if (type === 'comm_msg') {
      this.guard(() => known?.comm.onMessage?.(message));
    } else if (known) {
      this.open_.delete(id);
      this.guard(() => known.comm.onClose?.(message));
    }
  }

  /** What a `comm_info_request` asks for. */
  info(target: string | undefined): Record<string, { target_name: string }> {
    const entries = [...this.open_].filter(
      ([, entry]) => target === undefined || entry.target === target,
    );
    return Object.fromEntries(entries.map(([id, entry]) => [id, { target_name: entry.target }]));
  }

  private add(id: string, target: string): Comm {
    const isOpen = (): boolean => this.open_.has(id);
    const mustBeOpen = (): void => {
      if (!isOpen()) throw new Error(`Cannot send: the comm for ${target} is closed`);
    };
    const comm: Comm = {
      id,
      target,
      get open() {
        return isOpen();
      },
      onMessage: undefined,
      onClose: undefined,
      send: (data, buffers) => {
        mustBeOpen();
        this.send('comm_msg', { comm_id: id, data }, buffers);
      },
      close: (data = {}) => {
        if (this.open_.delete(id)) this.send('comm_close', { comm_id: id, data });
      },
    };
    this.open_.set(id, { comm, target });
    return comm;
  }

  private guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.report(error);
    }
  }
}
