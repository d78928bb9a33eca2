/** What a wait ended with when the training was told to stop first. */
export const STOPPED = Symbol('stopped');

/**
 * Waits for something that is not ours, such as a callback or a dataset, and no longer than until the
 * training is told to stop: a promise that never settles must not hold it.
 */
export async function unlessStopped<T>(
  outside: PromiseLike<T>,
  signal: AbortSignal | undefined,
): Promise<T | typeof STOPPED> {
  if (!signal) return outside;
  if (signal.aborted) {
    // nobody waits for it any more, so its failure must not end the process
    Promise.resolve(outside).catch(() => {});
    return STOPPED;
  }
  let stop = (): void => {};
  const stopped = new Promise<typeof STOPPED>((resolve) => {
    stop = () => resolve(STOPPED);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([outside, stopped]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Whether something must be waited for. */
export function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as Partial<PromiseLike<unknown>> | null)?.then === 'function';
}
