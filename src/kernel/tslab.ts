import { createRequire } from 'node:module';
import type { Writer } from '../display';
import type { Origin } from './origin';

// every internal of tslab 1.0.22 that the kernel leans on is named in this file; test/kernel/tslab.test.ts
// says in one line what moved when one of them breaks

/** Parts of the addresses of what must not be ended while it works. */
export const TSLAB_PATHS: readonly string[] = ['/tslab/dist/', '/@tslab/typescript-for-tslab/'];

/** The file of a stack behind which there is nothing that a user wrote: it calls the cell. */
export const CALLS_CELLS = /[\\/]tslab[\\/]dist[\\/]executor\.js/;

/** Lines that are put in front of a cell before it is compiled. */
export const CELL_PREFIX = 1;

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
  /** Local modules that the cell imports, anew or for the first time. */
  readonly sideOutputs?: readonly { readonly path: string; readonly data: string }[];
}

/** Compiles cells, and answers questions about them. */
export interface Converter {
  convert(previous: string, source: string): Converted;
  inspect(previous: string, source: string, position: number): object | null;
  complete(previous: string, source: string, position: number): Completion;
  close(): void;
}

/** Names that fit at a place. */
export interface Completion {
  readonly start: number;
  readonly end: number;
  readonly candidates: readonly string[];
}

/** Runs cells one after another, each seeing the names of those before. */
export interface Executor {
  execute(source: string): Promise<boolean>;
  inspect(source: string, position: number): object | null;
  complete(source: string, position: number): Completion;
  interrupt(): void;
  close(): void;
}

/** Where an executor tells the value of a cell, and why it failed. */
export interface ExecutorConsole {
  log(value: unknown): void;
  error(...args: unknown[]): void;
}

type TypeScript = typeof import('@tslab/typescript-for-tslab');

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
  ts: TypeScript;
  /** Where the JavaScript that the last call of a converter gave comes from. */
  originOf(javaScript: string): Origin | undefined;
}

/**
 * The internals of the tslab that is installed.
 *
 * @param options.frozen Files are read once: what changes under the running kernel is not seen.
 * @throws when it is another version, or one of them is gone.
 */
export function tslabInternals({ frozen = false } = {}): Internals {
  const { version } = require('tslab/package.json') as { version: string };
  if (version !== KNOWN_TSLAB) throw new Error(`tslab is ${version}, known is ${KNOWN_TSLAB}`);
  const ofTslab = createRequire(require.resolve('tslab/package.json'));
  const ts: TypeScript = ofTslab('@tslab/typescript-for-tslab');
  const compiler = new CompilerOfTslab(ts, frozen);
  const { createConverter, isCompleteCode } = compiler.given(ofTslab, './dist/converter.js');
  const { createExecutor } = ofTslab('./dist/executor.js');
  const { printQuickInfo } = ofTslab('./dist/inspect.js');
  const jupyter = ofTslab('./dist/jupyter.js');
  const found = { createConverter, createExecutor, isCompleteCode, printQuickInfo };
  for (const [name, part] of Object.entries(found)) {
    if (typeof part !== 'function') throw new Error(`tslab ${version} has no ${name}`);
  }
  if (!('lastWriteDisplayData' in jupyter))
    throw new Error(`tslab ${version} has no lastWriteDisplayData`);
  return {
    ...found,
    createConverter: (options) => compiler.upToDate(createConverter(options)),
    jupyter,
    ts,
    originOf: (javaScript) => compiler.origins.get(javaScript),
  };
}

/** TypeScript as tslab's converter gets it: the same, but it keeps source maps, and lives through files that change. */
class CompilerOfTslab {
  readonly origins = new Map<string, Origin>();
  private readonly ts: TypeScript;
  private readonly frozen: boolean;
  /** What a compiler still has to do about packages that were missing before. */
  private readonly lookups = new Map<object, () => void>();

  constructor(ts: TypeScript, frozen: boolean) {
    this.ts = ts;
    this.frozen = frozen;
  }

  /** Loads a file of tslab that gets this TypeScript; others get their own. */
  given(load: NodeJS.Require, file: string): Pick<Internals, 'createConverter' | 'isCompleteCode'> {
    const module = require.cache[load.resolve('@tslab/typescript-for-tslab')] as NodeJS.Module;
    delete require.cache[load.resolve(file)];
    module.exports = this.typescript();
    try {
      return load(file);
    } finally {
      module.exports = this.ts;
    }
  }

  /** A converter that knows of files that have changed, and of nothing older. */
  upToDate(converter: Converter): Converter {
    const updated = <Given extends unknown[], Gives>(ask: (...given: Given) => Gives) => {
      return (...given: Given): Gives => {
        for (const look of this.lookups.values()) look();
        this.lookups.clear();
        this.origins.clear();
        return ask(...given);
      };
    };
    return {
      ...converter,
      convert: updated(converter.convert),
      inspect: updated(converter.inspect),
      complete: updated(converter.complete),
    };
  }

  private typescript(): TypeScript {
    const { ts, frozen } = this;
    const watched = { close() {} };
    const still = { watchFile: () => watched, watchDirectory: () => watched };
    return {
      ...ts,
      sys: frozen ? Object.assign(Object.create(ts.sys), still) : ts.sys,
      createWatchCompilerHost: (...given: unknown[]): never => {
        const [files, options, system, ...rest] = given as [string[], object, System, ...never[]];
        this.keepLookupsApart(system);
        const mapped = { ...options, inlineSourceMap: true };
        return ts.createWatchCompilerHost(files, mapped, system as never, ...rest) as never;
      },
      transpileModule: (javaScript, options) => this.toCommonJs(javaScript, options),
    };
  }

  /** The second step of tslab, with the maps of both kept and not written. */
  private toCommonJs(
    javaScript: string,
    options: Parameters<TypeScript['transpileModule']>[1],
  ): ReturnType<TypeScript['transpileModule']> {
    const [comment = '', first] = MAP_WITHIN.exec(javaScript) ?? [];
    const result = this.ts.transpileModule(
      javaScript.slice(0, javaScript.length - comment.length),
      {
        ...options,
        compilerOptions: { ...options.compilerOptions, sourceMap: true },
      },
    );
    const outputText = result.outputText.replace(MAP_BESIDE, '');
    if (first && result.sourceMapText) {
      this.origins.set(outputText, { first, second: result.sourceMapText });
    }
    return { ...result, outputText };
  }

  /**
   * tslab has room for one timer of its compiler, and refuses every further cell when a second one is
   * set: the one by which TypeScript looks again for packages that it once missed. That one is done
   * before the next cell.
   */
  private keepLookupsApart(system: System): void {
    const { setTimeout, clearTimeout } = system;
    system.setTimeout = (callback, ...rest) => {
      if (callback.name !== 'invalidateResolutionsOfFailedLookup')
        return setTimeout.call(system, callback, ...rest);
      this.lookups.set(system, callback);
      return LOOKUP;
    };
    system.clearTimeout = (timer) => {
      if (timer === LOOKUP) this.lookups.delete(system);
      else clearTimeout.call(system, timer);
    };
  }
}

interface System {
  setTimeout(callback: () => void, ...rest: unknown[]): unknown;
  clearTimeout(timer: unknown): void;
}

const LOOKUP = Symbol('look again for missing packages');
const MAP_WITHIN = /\/\/# sourceMappingURL=data:application\/json;base64,([\w+/=]+)\s*$/;
const MAP_BESIDE = /\/\/# sourceMappingURL=\S+\s*$/;

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
