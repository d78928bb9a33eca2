import type { Model } from './tf';
import { isPromise, unlessStopped } from './waiting';

/** Numbers by name, such as `loss`, `acc` and `val_loss`. */
export type Logs = Record<string, number>;

/**
 * A callback: a plain object with any of these, what `tfvis.show.fitCallbacks` gives, or an instance of
 * `tf.Callback` such as `tf.callbacks.earlyStopping()`. Epochs and batches count from 0, batches anew in
 * each epoch. Setting `model.stopTraining` to true ends the training after the update under way.
 */
export interface Callback {
  onTrainBegin?(logs?: Logs): unknown;
  onTrainEnd?(logs?: Logs): unknown;
  onEpochBegin?(epoch: number, logs?: Logs): unknown;
  onEpochEnd?(epoch: number, logs?: Logs): unknown;
  onBatchBegin?(batch: number, logs?: Logs): unknown;
  onBatchEnd?(batch: number, logs?: Logs): unknown;
  onYield?(epoch: number, batch: number, logs: Logs): unknown;
}

type Hook = Exclude<keyof Callback, 'onYield'>;

/** What callbacks are told of a training before it begins. */
export interface CallbackParams {
  readonly epochs: number;
  readonly initialEpoch: number;
  readonly samples: number | null;
  readonly steps: number | null;
  readonly batchSize: number | null;
  readonly verbose: 0;
  readonly doValidation: boolean;
  readonly metrics: readonly string[];
}

/** Callbacks that hold the event loop for longer are reported, in milliseconds. */
const SLOW = 1000;
/** Callbacks that are waited for longer are reported, in milliseconds. */
const LONG_WAIT = 10_000;

/** Calls any mix of callbacks one after another, says which one failed, and reports what holds a training up. */
export class CallbackList {
  private readonly callbacks: readonly Callback[];
  private readonly signal: AbortSignal | undefined;
  private readonly report: (warning: string) => void;
  private readonly reported = new Set<string>();

  /** @throws TypeError when one is no object. */
  constructor(
    given: Callback | readonly Callback[],
    signal: AbortSignal | undefined,
    report: (warning: string) => void,
  ) {
    this.callbacks = Array.isArray(given) ? given : [given as Callback];
    this.signal = signal;
    this.report = report;
    const wrong = this.callbacks.findIndex((one) => typeof one !== 'object' || one === null);
    if (wrong < 0) return;
    throw new TypeError(
      `Cannot train: callbacks[${wrong}] must be an object such as { onEpochEnd(epoch, logs) {} }, got ${typeof this.callbacks[wrong]}`,
    );
  }

  get isEmpty(): boolean {
    return this.callbacks.length === 0;
  }

  /** Gives instances of `tf.Callback` what they expect to have. */
  prepare(model: Model | undefined, params: CallbackParams): void {
    type Instance = { setParams?(params: unknown): void; setModel?(model: unknown): void };
    for (const callback of this.callbacks as readonly (Callback & Instance)[]) {
      callback.setParams?.(params);
      if (model) callback.setModel?.(model);
    }
  }

  /** Calls a hook of each. @throws Error that names the callback that threw. */
  async call(
    hook: Hook,
    ...args: readonly [index: number, logs: Logs] | readonly [logs: Logs]
  ): Promise<void> {
    for (const [index, callback] of this.callbacks.entries()) {
      if (typeof callback[hook] === 'function') await this.callOne(callback, index, hook, args);
    }
  }

  /** Tells them that the event loop had a turn. */
  async yielded(epoch: number, batch: number, logs: Logs): Promise<void> {
    for (const [index, callback] of this.callbacks.entries()) {
      if (!callback.onYield) continue;
      await this.callOne(callback, index, 'onYield', [epoch, batch, logs]);
    }
  }

  private async callOne(
    callback: Callback,
    index: number,
    hook: keyof Callback,
    args: readonly (number | Logs)[],
  ): Promise<void> {
    const name = `${hook} of callbacks[${index}]`;
    try {
      const begun = performance.now();
      // each gets logs of its own: one that changes them must not mislead the next
      const own = args.map((arg) => (typeof arg === 'object' ? { ...arg } : arg));
      const result = (callback[hook] as (...args: unknown[]) => unknown).apply(callback, own);
      const took = performance.now() - begun;
      if (took > SLOW) {
        this.once(
          name,
          `${name} took ${(took / 1000).toFixed(1)} s without returning to the event loop: nothing could be drawn or interrupted meanwhile`,
        );
      }
      if (isPromise(result)) await this.wait(result, name);
    } catch (error) {
      throw new Error(`${name} threw: ${messageOf(error)}`, { cause: error });
    }
  }

  private async wait(result: PromiseLike<unknown>, name: string): Promise<void> {
    const waiting = setTimeout(() => {
      this.once(
        name,
        `still waiting for the promise of ${name} after ${LONG_WAIT / 1000} s; an interrupt ends the wait`,
      );
    }, LONG_WAIT);
    try {
      await unlessStopped(result, this.signal);
    } finally {
      clearTimeout(waiting);
    }
  }

  private once(name: string, warning: string): void {
    if (this.reported.has(name)) return;
    this.reported.add(name);
    this.report(warning);
  }
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
