import type { INotebookTracker } from '@jupyterlab/notebook';
import type { Kernel } from '@jupyterlab/services';

/** What our kernel calls itself; others would print noise about a comm they do not know. */
const KERNEL = 'anneal';
/** Its comm target. */
const TARGET = 'anneal';

/** The kernel of the notebook that a node is in. */
export type KernelOf = (node: HTMLElement) => Kernel.IKernelConnection | undefined;

/** Looks through the notebooks that are open; without a tracker no kernel is known. */
export function kernelFinder(notebooks: INotebookTracker | null): KernelOf {
  return (node) =>
    notebooks?.find((panel) => panel.node.contains(node))?.sessionContext.session?.kernel ??
    undefined;
}

/**
 * A comm to our kernel, to be opened with `{ of: id }`, the name by which the kernel knows what it has shown.
 *
 * @returns Nothing when the kernel is not ours.
 */
export async function createComm(
  kernel: Kernel.IKernelConnection,
): Promise<Kernel.IComm | undefined> {
  const { implementation } = await kernel.info;
  return implementation === KERNEL && kernel.handleComms ? kernel.createComm(TARGET) : undefined;
}

/** States of a kernel that has forgotten what it had shown. */
const GONE: readonly Kernel.Status[] = ['restarting', 'autorestarting', 'terminating', 'dead'];

/** Calls back when a kernel dies or begins anew. @returns Ends the watching. */
export function whenGone(kernel: Kernel.IKernelConnection, gone: () => void): () => void {
  const look = (_: unknown, status: Kernel.Status): void => {
    if (GONE.includes(status)) {
      gone();
    }
  };
  kernel.statusChanged.connect(look);
  return () => {
    kernel.statusChanged.disconnect(look);
  };
}

/** Ends a comm on both sides; again does nothing. */
export function closeComm(comm: Kernel.IComm): void {
  if (!comm.isDisposed) {
    comm.close();
    comm.dispose();
  }
}
