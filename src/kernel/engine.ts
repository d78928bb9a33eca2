import type { Bundle } from '../display';
import { type CellError, compilerError, INTERRUPTED, thrownError } from './cell-error';
import { CellScripts } from './cell-scripts';
import { displayForm } from './display-form';
import { FREEZE_FILES } from './kernel-spec';
import { repairCell } from './repair';
import type { Completion, Converted, Converter, Executor } from './tslab';
import { tslabInternals } from './tslab';
import type { Turns } from './turns';

/** How a cell ended. */
export type Outcome =
  | { readonly status: 'ok'; readonly shown?: Bundle }
  | { readonly status: 'error'; readonly error: CellError };

/** A cell that runs. */
interface Running {
  readonly source: string;
  /** Its execution count. */
  readonly label: number;
  readonly end: (outcome: Outcome) => void;
}

/** Runs cells with tslab's compiler and executor, one at a time. */
export class Engine {
  readonly internals = tslabInternals({ frozen: process.env[FREEZE_FILES] === '1' });
  private readonly turns: Turns;
  private readonly scripts = new CellScripts();
  private readonly executor: Executor;
  private running: Running | undefined;
  private converted: Converted | undefined;
  private failure: unknown[] | undefined;
  private value: unknown;

  /** @param folder Where packages are resolved from. */
  constructor(folder: string, turns: Turns) {
    this.turns = turns;
    const { createConverter, createExecutor } = this.internals;
    const node = createConverter({ isJS: false, isBrowser: false });
    let browser: Converter | undefined;
    const converters = {
      node: { ...node, convert: this.watch(node) },
      get browser() {
        browser ??= createConverter({ isJS: false, isBrowser: true });
        return browser;
      },
      close() {
        node.close();
        browser?.close();
      },
    };
    this.executor = createExecutor(folder, converters, {
      log: (value) => {
        this.value = value;
      },
      error: (...args) => {
        this.failure = [...(this.failure ?? []), args.length === 1 ? args[0] : args];
      },
    });
  }

  /** Keeps what a cell became: errors are explained by it. */
  private watch(converter: Converter): Converter['convert'] {
    return (previous, source) => {
      const converted = converter.convert(previous, source);
      this.converted = converted;
      for (const { path, data } of converted.sideOutputs ?? []) {
        const origin = this.internals.originOf(data);
        if (origin) this.scripts.addModule(path, origin);
      }
      if (!converted.output || !this.running) return converted;
      const origin = this.internals.originOf(converted.output);
      const url = this.scripts.add({ ...this.running, origin });
      return { ...converted, output: `${converted.output}\n//# sourceURL=${url}` };
    };
  }

  /** Whether a cell runs. */
  get busy(): boolean {
    return this.running !== undefined;
  }

  /**
   * Runs a cell; it ends by itself or by {@link interrupt}.
   *
   * @param label Its execution count.
   */
  run(source: string, label: number): Promise<Outcome> {
    return new Promise((resolve) => {
      const end = (outcome: Outcome): void => {
        if (this.running !== running) return;
        this.running = undefined;
        resolve(outcome);
      };
      const running: Running = { source, label, end };
      this.running = running;
      this.value = undefined;
      this.failure = undefined;
      this.converted = undefined;
      this.turns.run(() => {
        // it may have been interrupted before it began
        if (this.running === running) void this.execute(running);
      });
    });
  }

  private async execute(running: Running): Promise<void> {
    try {
      const ok = await this.executor.execute(repairCell(this.internals.ts, running.source));
      if (this.running === running) running.end(this.outcome(ok, running));
    } catch (error) {
      running.end({ status: 'error', error: this.explain(error, running) });
    }
  }

  /** Ends the cell that runs; its own loops may go on. */
  interrupt(): void {
    this.executor.interrupt();
    this.running?.end({ status: 'error', error: INTERRUPTED });
  }

  /** An error as a front end shows it. @param running The cell that ends by it; none for one in the background. */
  explain(thrown: unknown, running?: { readonly label: number }): CellError {
    return thrownError(thrown, this.scripts, running?.label);
  }

  inspect(source: string, position: number): string | undefined {
    const info = this.executor.inspect(source, position);
    return info ? this.internals.printQuickInfo(info) : undefined;
  }

  complete(source: string, position: number): Completion {
    return this.executor.complete(source, position);
  }

  close(): void {
    this.executor.close();
  }

  private outcome(ok: boolean, running: Running): Outcome {
    if (ok) {
      const { value } = this;
      if (value === undefined || value === null) return { status: 'ok' };
      return { status: 'ok', shown: displayForm(value) };
    }
    const { diagnostics = [] } = this.converted ?? {};
    if (diagnostics.length > 0)
      return { status: 'error', error: compilerError(running.source, diagnostics) };
    const [thrown] = this.failure ?? [new Error('the cell failed without saying why')];
    const stopped =
      thrown instanceof Error && /Script execution was interrupted/.test(thrown.message);
    return { status: 'error', error: stopped ? INTERRUPTED : this.explain(thrown, running) };
  }
}
