import { MessageChannel } from 'node:worker_threads';
import { type CellError, compilerError, INTERRUPTED, thrownError } from './cell-error';
import { repairCell } from './repair';
import type { Converted, Converter, Diagnostic, Executor } from './tslab';
import { tslabInternals } from './tslab';

/** How a cell ended. */
export type Outcome =
  | { readonly status: 'ok'; readonly value?: unknown }
  | { readonly status: 'error'; readonly error: CellError };

/** Runs cells with tslab's compiler and executor, one at a time. */
export class Engine {
  readonly internals = tslabInternals();
  private readonly executor: Executor;
  private readonly converters: {
    readonly node: Converter;
    readonly browser: Converter;
    close(): void;
  };
  private converted: Converted | undefined;
  private failure: unknown[] | undefined;
  private value: { readonly value: unknown } | undefined;
  private end: ((outcome: Outcome) => void) | undefined;

  /** @param folder Where packages are resolved from. */
  constructor(folder: string) {
    const { createConverter, createExecutor } = this.internals;
    const node = createConverter({ isJS: false, isBrowser: false });
    let browser: Converter | undefined;
    const watched: Converter = {
      ...node,
      // keeps what a cell became: errors are explained by it
      convert: (previous, source) => {
        this.converted = node.convert(previous, source);
        return this.converted;
      },
    };
    this.converters = {
      node: watched,
      get browser() {
        browser ??= createConverter({ isJS: false, isBrowser: true });
        return browser;
      },
      close() {
        node.close();
        browser?.close();
      },
    };
    this.executor = createExecutor(folder, this.converters, {
      log: (value) => {
        this.value = { value };
      },
      error: (...args) => {
        this.failure = [...(this.failure ?? []), args.length === 1 ? args[0] : args];
      },
    });
  }

  /** Whether a cell runs. */
  get busy(): boolean {
    return this.end !== undefined;
  }

  /** Runs a cell; it ends by itself or by {@link interrupt}. */
  async run(source: string): Promise<Outcome> {
    this.value = undefined;
    this.failure = undefined;
    this.converted = undefined;
    const ended = new Promise<Outcome>((resolve) => {
      this.end = resolve;
    });
    const repaired = repairCell(this.internals.ts, source);
    this.begin(() => {
      this.executor.execute(repaired).then(
        (ok) => this.end?.(this.outcome(ok, source)),
        (error) => this.end?.({ status: 'error', error: thrownError(error, source, undefined) }),
      );
    });
    const outcome = await ended;
    this.end = undefined;
    return outcome;
  }

  /**
   * Calls `work` from a turn of its own, by a message: a loop that is ended from outside takes its
   * whole stack with it. The answer must not be on that stack, nor Node's queues of timers and
   * immediates, which would stay as they were in the loop.
   */
  private begin(work: () => void): void {
    const { port1, port2 } = new MessageChannel();
    port1.once('message', () => {
      port1.close();
      work();
    });
    port2.postMessage(0);
  }

  /** Ends the cell that runs; its own loops may go on. */
  interrupt(): void {
    this.executor.interrupt();
    this.end?.({ status: 'error', error: INTERRUPTED });
  }

  inspect(source: string, position: number): string | undefined {
    const info = this.executor.inspect(source, position);
    return info ? this.internals.printQuickInfo(info) : undefined;
  }

  complete(source: string, position: number): ReturnType<Executor['complete']> {
    return this.executor.complete(source, position);
  }

  close(): void {
    this.executor.close();
  }

  private outcome(ok: boolean, source: string): Outcome {
    if (ok) return { status: 'ok', ...this.value };
    const diagnostics: readonly Diagnostic[] = this.converted?.diagnostics ?? [];
    if (diagnostics.length > 0)
      return { status: 'error', error: compilerError(source, diagnostics) };
    const [thrown] = this.failure ?? [new Error('the cell failed without saying why')];
    const stopped =
      thrown instanceof Error && /Script execution was interrupted/.test(thrown.message);
    const error = stopped ? INTERRUPTED : thrownError(thrown, source, this.converted?.output);
    return { status: 'error', error };
  }
}
