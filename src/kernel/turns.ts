import { MessageChannel } from 'node:worker_threads';

interface Turn {
  begun: boolean;
  readonly work: () => void;
  readonly done: (error?: unknown) => void;
}

/**
 * Calls what the user wrote from turns of their own, one after another, each by a message: a loop
 * that is ended from outside takes its whole stack with it, and every promise that was about to go
 * on. What the kernel has to do afterwards must not be on that stack, must not wait for a promise,
 * and must leave alone Node's queues of timers and immediates, which would stay as they were in the loop.
 */
export class Turns {
  private readonly waiting: Turn[] = [];
  private underWay: Turn | undefined;

  /**
   * Calls `work` behind what was given before.
   *
   * @param done Is called when it has returned, thrown, or was ended from outside.
   */
  run(work: () => void, done: (error?: unknown) => void = () => {}): void {
    this.waiting.push({ begun: false, work, done });
    if (!this.underWay) this.next();
  }

  /** Something was ended from outside; when it was a turn, it has begun and never returned. */
  cut(): void {
    const cut = this.underWay;
    if (cut?.begun) this.finish(cut);
  }

  private next(): void {
    const turn = this.waiting.shift();
    if (!turn) return;
    this.underWay = turn;
    const { port1, port2 } = new MessageChannel();
    port1.once('message', () => {
      port1.close();
      turn.begun = true;
      let failure: unknown;
      try {
        turn.work();
      } catch (error) {
        failure = error;
      }
      this.finish(turn, failure);
    });
    port2.postMessage(0);
  }

  private finish(turn: Turn, error?: unknown): void {
    if (this.underWay !== turn) return;
    this.underWay = undefined;
    turn.done(error);
    if (!this.underWay) this.next();
  }
}
