import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Frames } from './wire';

/** What the control thread is started with. */
export interface ControlData {
  readonly address: string;
  readonly key: string;
  /** Shared numbers, see {@link MAIN}. */
  readonly state: SharedArrayBuffer;
}

/** Places in the shared numbers. */
export const MAIN = {
  /** Grows whenever the main thread hears of an interrupt. */
  heard: 0,
  /** Not 0 while work runs that stops by itself. */
  stopsItself: 1,
  /** Grows whenever the control thread ends what the main thread does. */
  ended: 2,
} as const;

/** What the control thread says. */
export type FromControl =
  | { readonly type: 'bound' | 'interrupt' }
  | { readonly type: 'unreadable'; readonly message: string }
  | { readonly type: 'request'; readonly frames: readonly Uint8Array[] };

/** What the control thread is told. */
export type ToControl =
  | { readonly type: 'send'; readonly frames: readonly (Uint8Array | string)[] }
  | { readonly type: 'close' };

/** What happens on the control channel. */
export interface ControlHandlers {
  /** @param cut Whether a loop of the main thread was ended for it; its stack is gone. */
  interrupt(cut: boolean): void;
  request(frames: readonly Buffer[]): void;
  unreadable(message: string): void;
}

/** The control channel of a kernel: it lives on a thread of its own. */
export class Control {
  private readonly worker: Worker;
  private readonly flags: Int32Array;
  private ended = 0;
  /** Resolves when the socket is bound. */
  readonly bound: Promise<void>;

  constructor(address: string, key: string, handlers: ControlHandlers) {
    const state = new SharedArrayBuffer(12);
    this.flags = new Int32Array(state);
    const workerData: ControlData = { address, key, state };
    this.worker = new Worker(join(__dirname, 'control-worker.js'), { workerData });
    this.bound = new Promise((resolve, reject) => {
      this.worker.once('error', reject);
      this.worker.on('message', (message: FromControl) => {
        if (message.type === 'bound') resolve();
        else if (message.type === 'request')
          handlers.request(message.frames.map((frame) => Buffer.from(frame)));
        else if (message.type === 'unreadable') handlers.unreadable(message.message);
        else handlers.interrupt(this.hear());
      });
    });
  }

  /** Says that an interrupt was heard. @returns Whether something was ended since the last one. */
  private hear(): boolean {
    Atomics.add(this.flags, MAIN.heard, 1);
    const ended = Atomics.load(this.flags, MAIN.ended);
    const cut = ended !== this.ended;
    this.ended = ended;
    return cut;
  }

  /** Says whether what runs stops by itself when it is interrupted. */
  set stopsItself(value: boolean) {
    Atomics.store(this.flags, MAIN.stopsItself, value ? 1 : 0);
  }

  send(frames: Frames): void {
    this.worker.postMessage({ type: 'send', frames } satisfies ToControl);
  }

  /** Closes the socket once all is sent, and ends the thread. */
  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.worker.once('exit', resolve));
    this.worker.postMessage({ type: 'close' } satisfies ToControl);
    await ended;
  }
}
