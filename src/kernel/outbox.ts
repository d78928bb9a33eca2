import { inspect } from 'node:util';
import type { Frames } from './wire';

/** A socket that sends. */
export interface Sender {
  send(frames: (Buffer | string)[]): Promise<void>;
}

/** Options of a publisher: it refuses messages when a reader has so many to read, and its memory stays in bounds. */
export const PUBLISHER = { sendHighWaterMark: 1000, noDrop: true };

/** Pause before a reader that is behind is given more, in milliseconds. */
const PAUSE = 2;

/** zeromq takes 512 messages in one turn of the event loop, and refuses the next ones. */
const AT_ONCE = 400;

/** Most that may wait: a loop that never yields would fill the memory. */
const ROOM = { messages: 100_000, characters: 128e6 };

/**
 * Sends in order and loses nothing. Messages go out at once, also from a loop that never yields;
 * those that the socket has no room for are refused by it, and wait here until it has. So a reader
 * that has stopped holds up the others, once it is a thousand messages behind.
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
    this.attempt(frames);
  }

  /** Resolves when nothing waits any more, or after so many milliseconds. */
  async flushed(patience = Number.POSITIVE_INFINITY): Promise<void> {
    const begun = performance.now();
    while (this.draining && performance.now() - begun < patience) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Sends at once when the socket is free; otherwise the message waits. */
  private attempt(frames: Frames): void {
    try {
      const sent = this.socket.send([...frames]);
      sent.catch(() => {});
      // it is sent or refused by now, and the next one must not overtake it
      if (inspect(sent, { depth: -1 }).includes('<rejected>')) this.wait(frames);
    } catch (error) {
      if (!isBusy(error)) throw error;
      this.wait(frames);
    }
  }

  private wait(frames: Frames): void {
    this.waiting.push(frames);
    if (!this.draining) void this.drain();
  }

  private async drain(): Promise<void> {
    const { socket, waiting } = this;
    this.draining = true;
    for (let pause = 0; waiting.first; ) {
      // the message that is under way goes first
      await new Promise((resolve) => (pause ? setTimeout(resolve, pause) : setImmediate(resolve)));
      pause = 0;
      try {
        for (let next = waiting.first; next; next = waiting.first) {
          await socket.send([...next]);
          waiting.shift();
        }
      } catch (error) {
        if (isBehind(error)) pause = PAUSE;
        else if (!isBusy(error)) waiting.clear();
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

/** A reader has too much to read. */
function isBehind(error: unknown): boolean {
  return (error as { code?: string }).code === 'EAGAIN';
}
