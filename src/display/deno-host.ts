import type { Host } from './host';

interface DenoJupyter {
  broadcast(type: string, content: object): Promise<void>;
}

/** Messages that Deno has been given, in order; settles when all are sent. */
let sent: Promise<unknown> = Promise.resolve();

/**
 * Deno's kernel, or `undefined` elsewhere. It sends in the background: a training waits for its
 * frames before it returns, since front ends drop what comes after the end of a cell. An interrupt
 * ends that kernel, so there is none to hear of.
 */
export function denoHost(): Host | undefined {
  const jupyter = denoJupyter();
  if (!jupyter) return undefined;
  const send = (type: string, content: object): void => {
    sent = Promise.allSettled([sent, jupyter.broadcast(type, content)]);
  };
  return {
    kind: 'deno',
    writer: () => (content, update) =>
      send(update ? 'update_display_data' : 'display_data', content),
    clear: (wait) => send('clear_output', { wait }),
    async interruptible(work) {
      try {
        return await work();
      } finally {
        await sent;
      }
    },
  };
}

/** Its notebook API; a Deno that runs no notebook has none, and may throw when asked. */
function denoJupyter(): DenoJupyter | undefined {
  try {
    const { Deno } = globalThis as { readonly Deno?: { readonly jupyter?: DenoJupyter } };
    return typeof Deno?.jupyter?.broadcast === 'function' ? Deno.jupyter : undefined;
  } catch {
    return undefined;
  }
}
