import type { Frames } from './wire';

/** A socket that sends. */
export interface Sender {
  send(frames: (Buffer | string)[]): Promise<void>;
}

/** zeromq takes 512 messages in one turn of the event loop, and refuses the next ones. */
const AT_ONCE = 400;

/** Most that may wait: a loop that never yields would fill the memory. */
const ROOM = { messages: 200_000, characters: 128e6 };

/**
 * Sends in order and loses nothing. Messages go out at once, also from a loop that never yields;
 * those that the socket has no room for are refused by it, and wait here until it has.
 */
export class Outbox {
  private readonly socket: Sender;
  private readonly waiting = new Queue();
  private sentThisTurn = 0;
  private draining = false;

  constructor(socket: Sender) {
    this.socket = socket;
  }

  /** Whether no more should be given before some have been sent. */
  get full(): boolean {
    const { length, characters } = this.waiting;
    return length >= ROOM.messages || characters >= ROOM.characters;
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
        for (let next = this.waiting.first; next; next = this.waiting.first) {
          await this.socket.send([...next]);
          this.waiting.shift();
        }
        break;
      } catch (error) {
        if (!isBusy(error)) {
          this.waiting.clear();
          break;
        }
      }
    }
    this.draining = false;
  }
}

/** Messages that wait: an array is slow to give up its first of many. */
class Queue {
  private frames: Frames[] = [];
  private head = 0;
  characters = 0;

  get length(): number {
    return this.frames.length - this.head;
  }

  get first(): Frames | undefined {
    return this.frames[this.head];
  }

  push(frames: Frames): void {
    this.frames.push(frames);
    this.characters += size(frames);
  }

  shift(): void {
    this.characters -= size(this.first ?? []);
    // what was sent is let go of in large pieces
    if (++this.head < 1024 || this.head * 2 < this.frames.length) return;
    this.frames = this.frames.slice(this.head);
    this.head = 0;
  }

  clear(): void {
    this.frames = [];
    this.head = 0;
    this.characters = 0;
  }
}

const size = (frames: Frames): number => frames.reduce((sum, { length }) => sum + length, 0);

/** One send at a time: while one is under way the socket refuses others. */
function isBusy(error: unknown): boolean {
  return (error as { code?: string }).code === 'EBUSY' || /busy/i.test(String(error));
}
