const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Calls `handle` when someone asks this process to end: Ctrl-C, `kill`, a closed terminal.
 *
 * @param {() => void} handle
 * @returns {() => void} Back to how it was.
 */
export function onEnd(handle) {
  for (const signal of signals) process.on(signal, handle);
  return () => {
    for (const signal of signals) process.off(signal, handle);
  };
}
