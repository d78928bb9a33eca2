/** Longest time between two turns of the event loop, in milliseconds, unless one update takes longer. */
const LONGEST_TURN = 20;

/**
 * Returns to the event loop often enough for interrupts, messages and timers, and no oftener:
 * nothing in a training loop does so by itself on the native backend.
 */
export class Turns {
  private last = performance.now();
  private readonly before: () => void;

  /** @param before Called right before each turn: the moment to send what was learnt. */
  constructor(before: () => void) {
    this.before = before;
  }

  /**
   * Takes a turn when the last one was long enough ago.
   *
   * @param also Called before it as well; may be waited for.
   */
  async take(also?: () => unknown): Promise<void> {
    if (performance.now() - this.last < LONGEST_TURN) return;
    await also?.();
    this.before();
    await new Promise((resolve) => setImmediate(resolve));
    this.last = performance.now();
  }
}
