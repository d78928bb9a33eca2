import type { Frames } from './wire';

/** A socket that sends. */
export interface Sender {
  send(frames: (Buffer | string)[]): Promise<void>;
}

/** zeromq takes 512 messages in one turn of the event loop, and refuses the next ones. */
const AT_ONCE = 400;

/**
 * Sends in order and loses nothing. Messages go out at once, also from a loop that never yields;
 * those that the socket has no room for are refused by it, and wait here until it has.
 */
export class Outbox {
  private readonly socket: Sender;
  private readonly waiting: Frames[] = [];
  private sentThisTurn = 0;
  private draining = false;

  constructor(socket: Sender) {
    this.socket = socket;
  }

  /** Sends a message, behind all that were given before. */
  send(frames: Frames): void {
    if (this.draining || this.sentThisTurn >= AT_ONCE) {
      this.wait(frames);
      return;
    }
    if (this.sentThisTurn++ === 0) {
      setImmediate(() => {
        this.sentThisTurn = 0;
      });
    }
    void this.attempt(frames);
  }

  /** Resolves when nothing waits any more. */
  async flushed(): Promise<void> {
    while (this.draining) await new Promise((resolve) => setImmediate(resolve));
  }

  /** Sends at once when the socket is free; otherwise the message waits behind the one that is under way. */
  private attempt(frames: Frames): Promise<void> {
    try {
      return this.socket.send([...frames]);
    } catch (error) {
      if (!isBusy(error)) throw error;
      this.wait(frames);
      return Promise.resolve();
    }
  }

  private wait(frames: Frames): void {
    this.waiting.push(frames);
    if (!this.draining) void this.drain();
  }

  private async drain(): Promise<void> {
    this.draining = true;
    for (;;) {
      // the message that is under way goes first
      await new Promise((resolve) => setImmediate(resolve));
      try {
        for (let next = this.waiting[0]; next; next = this.waiting[0]) {
          await this.socket.send([...next]);
          this.waiting.shift();
        }
        break;
      } catch (error) {
        if (!isBusy(error)) {
          this.waiting.length = 0;
          break;
        }
      }
    }
    this.draining = false;
  }
}

/** One send at a time: while one is under way the socket refuses others. */
function isBusy(error: unknown): boolean {
  return (error as { code?: string }).code === 'EBUSY' || /busy/i.test(String(error));
}
