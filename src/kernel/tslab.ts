import type { Writer } from '../display';

// every internal of tslab 1.0.22 that the kernel leans on is named in this file; test/kernel/tslab.test.ts
// says in one line what moved when one of them breaks

/** The version whose internals these are. */
export const KNOWN_TSLAB = '1.0.22';

/** A message of the compiler about a cell. */
export interface Diagnostic {
  readonly start: { readonly line: number; readonly character: number };
  readonly messageText: string;
  readonly fileName?: string;
}

/** What a cell becomes. */
export interface Converted {
  readonly output?: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Compiles cells, and answers questions about them. */
export interface Converter {
  convert(previous: string, source: string): Converted;
  close(): void;
}

/** Runs cells one after another, each seeing the names of those before. */
export interface Executor {
  execute(source: string): Promise<boolean>;
  inspect(source: string, position: number): object | null;
  complete(
    source: string,
    position: number,
  ): { readonly start: number; readonly end: number; readonly candidates: readonly string[] };
  interrupt(): void;
  close(): void;
}

/** Where an executor tells the value of a cell, and why it failed. */
export interface ExecutorConsole {
  log(value: unknown): void;
  error(...args: unknown[]): void;
}

/** What the kernel uses of tslab. */
export interface Internals {
  createConverter(options: { isJS: boolean; isBrowser: boolean }): Converter;
  createExecutor(
    folder: string,
    converters: { readonly node: Converter; readonly browser: Converter; close(): void },
    console: ExecutorConsole,
  ): Executor;
  isCompleteCode(source: string): { readonly completed: boolean; readonly indent?: string };
  printQuickInfo(info: object): string;
  jupyter: { lastWriteDisplayData: Writer | null };
  ts: typeof import('@tslab/typescript-for-tslab');
}

/** The internals of the tslab that is installed. @throws when it is another version, or one of them is gone. */
export function tslabInternals(): Internals {
  const { version } = require('tslab/package.json') as { version: string };
  if (version !== KNOWN_TSLAB) throw new Error(`tslab is ${version}, known is ${KNOWN_TSLAB}`);
  const { createConverter, isCompleteCode } = require('tslab/dist/converter.js');
  const { createExecutor } = require('tslab/dist/executor.js');
  const { printQuickInfo } = require('tslab/dist/inspect.js');
  const jupyter = require('tslab/dist/jupyter.js');
  const ts = require('@tslab/typescript-for-tslab');
  const found = { createConverter, createExecutor, isCompleteCode, printQuickInfo };
  for (const [name, part] of Object.entries(found)) {
    if (typeof part !== 'function') throw new Error(`tslab ${version} has no ${name}`);
  }
  if (!('lastWriteDisplayData' in jupyter))
    throw new Error(`tslab ${version} has no lastWriteDisplayData`);
  return { ...found, jupyter, ts };
}

/** Whether the tslab that is installed is the one whose internals are known. */
export function isKnownTslab(): boolean {
  try {
    return (require('tslab/package.json') as { version: string }).version === KNOWN_TSLAB;
  } catch {
    return false;
  }
}

/** Starts tslab as it is, in this process; not a copy that it finds beside the notebook. */
export function startStockKernel(configPath: string): void {
  const main = require('tslab/dist/main.js') as {
    startKernel(options: {
      configPath: string;
      enableFindLocal: boolean;
      jsKernel: boolean;
      globalVersion: string;
    }): void;
  };
  main.startKernel({ configPath, enableFindLocal: false, jsKernel: false, globalVersion: '' });
}

/** Writes display messages of the cell that runs now under stock tslab; `undefined` before the first cell. */
export function stockCellWriter(): Writer | undefined {
  return require('tslab/dist/jupyter.js').lastWriteDisplayData ?? undefined;
}
