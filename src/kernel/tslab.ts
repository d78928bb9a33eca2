import type { Writer } from '../display';

// every internal of tslab that the kernel leans on is named in this file

interface TslabMain {
  startKernel(options: {
    configPath: string;
    enableFindLocal: boolean;
    jsKernel: boolean;
    globalVersion: string;
  }): void;
}

interface TslabJupyter {
  readonly lastWriteDisplayData: Writer | null;
}

/** Starts tslab in this process; it must be this copy, not one that it finds beside the notebook. */
export function startKernel(configPath: string): void {
  const main = require('tslab/dist/main.js') as TslabMain;
  main.startKernel({ configPath, enableFindLocal: false, jsKernel: false, globalVersion: '' });
}

/** Writes display messages of the cell that runs now; `undefined` before the first cell. */
export function cellWriter(): Writer | undefined {
  const jupyter = require('tslab/dist/jupyter.js') as TslabJupyter;
  return jupyter.lastWriteDisplayData ?? undefined;
}
