import type { Host, Writer } from './host';

interface TslabJupyter {
  readonly lastWriteDisplayData: Writer | null;
}

/**
 * Stock tslab 1.0.22, or `undefined` elsewhere. Its public API sends one MIME type a message; its
 * own writer takes whole bundles. Only the copy that runs the kernel has a writer.
 */
export function tslabHost(): Host | undefined {
  if (!('__tslab__' in globalThis)) return undefined;
  const jupyter = Object.entries(require.cache)
    .filter(([file]) => /[\\/]tslab[\\/]dist[\\/]jupyter\.js$/.test(file))
    .map(([, module]) => module?.exports as TslabJupyter)
    .find((candidate) => candidate.lastWriteDisplayData);
  return jupyter && { kind: 'tslab', writer: () => writerOf(jupyter), interruptible };
}

function writerOf(jupyter: TslabJupyter): Writer {
  return jupyter.lastWriteDisplayData as Writer;
}

/**
 * tslab ends a cell on SIGINT and leaves its loops running. Its listener is taken off meanwhile and
 * put back before ours goes, so that one is always there: without any, a signal kills the kernel.
 */
async function interruptible<T>(work: () => Promise<T>, onInterrupt: () => void): Promise<T> {
  // a listener added in the synchronous part of a cell would be lost when that part ends
  await new Promise((resolve) => setImmediate(resolve));
  const kernelListeners = process.listeners('SIGINT');
  let presses = 0;
  const listener = (): void => {
    presses += 1;
    if (presses === 1) onInterrupt();
    else for (const stop of kernelListeners) stop('SIGINT');
  };
  for (const stop of kernelListeners) process.off('SIGINT', stop);
  process.on('SIGINT', listener);
  try {
    return await work();
  } finally {
    for (const stop of kernelListeners) process.on('SIGINT', stop);
    process.off('SIGINT', listener);
  }
}
