import type { Kernel, KernelMessage } from '@jupyterlab/services';

/** Comm target of our kernel. */
const TARGET = 'anneal';
/** What our kernel calls itself; others would print noise about a comm they do not know. */
const KERNEL = 'anneal';

/** Ties a designer in an output to the `design` of the kernel that has shown it, both ways. */
export class Binding {
  private constructor(private readonly comm: Kernel.IComm) {}

  /**
   * Asks the kernel for the design.
   *
   * @param take Is given every schedule that the kernel shows, the first one at once.
   * @param lost Called when the kernel does not know the design, or no longer.
   * @returns Nothing when the kernel is not ours.
   */
  static async connect(
    kernel: Kernel.IKernelConnection,
    design: string,
    take: (spec: unknown) => void,
    lost: () => void,
  ): Promise<Binding | undefined> {
    const { implementation } = await kernel.info;
    if (implementation !== KERNEL || !kernel.handleComms) {
      return undefined;
    }
    const comm = kernel.createComm(TARGET);
    comm.onMsg = ({ content }: KernelMessage.ICommMsgMsg) => {
      take((content.data as { spec?: unknown }).spec);
    };
    comm.onClose = lost;
    comm.open({ design });
    return new Binding(comm);
  }

  /** Tells the kernel what is on the screen. */
  send(spec: object): void {
    if (!this.comm.isDisposed) {
      this.comm.send({ spec: spec as never });
    }
  }

  dispose(): void {
    if (!this.comm.isDisposed) {
      this.comm.close();
      this.comm.dispose();
    }
  }
}
