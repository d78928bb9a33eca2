import { HOST_KEY, type Host } from '../display';
import { stockCellWriter } from './tslab';

/**
 * Leaves the kernel's host where the library looks for it, and puts our interrupt in front of
 * tslab's: while work that can stop by itself runs, the first interrupt asks it to.
 */
export function installStockHost(): void {
  const running: (() => void)[] = [];
  const endCell = process.listeners('SIGINT');
  for (const listener of endCell) process.off('SIGINT', listener);
  process.on('SIGINT', (signal) => {
    const stop = running.pop();
    if (stop) stop();
    else for (const listener of endCell) listener(signal);
  });

  const host: Host = {
    kind: 'anneal',
    writer: () => stockCellWriter() ?? (() => {}),
    async interruptible(work, onInterrupt) {
      const stop = (): void => onInterrupt();
      running.push(stop);
      try {
        return await work();
      } finally {
        const index = running.indexOf(stop);
        if (index >= 0) running.splice(index, 1);
      }
    },
  };
  Object.defineProperty(globalThis, HOST_KEY, { value: host });
}
