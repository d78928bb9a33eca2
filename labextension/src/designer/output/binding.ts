import type { Kernel, KernelMessage } from '@jupyterlab/services';
import { closeComm, createComm, whenGone } from '../../kernel';
import type { Run } from '../model/run';

/** What the kernel tells: the schedule to show, how a run goes, or why an edit will not do. */
interface Told {
  readonly spec?: unknown;
  /** Edits of this output that the kernel had heard when it told the schedule. */
  readonly after?: number;
  readonly run?: Run;
  readonly problem?: string;
}

/** What a designer does when the kernel tells something. */
export interface Listener {
  /** Is given every schedule that the kernel shows, the first one at once. */
  take(spec: unknown): void;
  /** Sees the training that follows the schedule, a few times a second. */
  follow(run: Run): void;
  /** Hears why the last edit cannot be used. */
  refused(problem: string): void;
  /** The kernel does not know the design, or no longer. */
  lost(): void;
}

/** Ties a designer in an output to the `design` of the kernel that has shown it, both ways. */
export class Binding {
  private edits = 0;
  private readonly unwatch: () => void;

  private constructor(
    kernel: Kernel.IKernelConnection,
    private readonly comm: Kernel.IComm,
    private readonly listener: Listener,
  ) {
    comm.onMsg = ({ content }: KernelMessage.ICommMsgMsg) => {
      this.hear(content.data as unknown as Told);
    };
    comm.onClose = () => listener.lost();
    this.unwatch = whenGone(kernel, () => listener.lost());
  }

  /**
   * Asks the kernel for the design.
   *
   * @returns Nothing when the kernel is not ours.
   */
  static async connect(
    kernel: Kernel.IKernelConnection,
    design: string,
    listener: Listener,
  ): Promise<Binding | undefined> {
    const comm = await createComm(kernel);
    const binding = comm && new Binding(kernel, comm, listener);
    comm?.open({ of: design });
    return binding;
  }

  /** Tells the kernel what is on the screen. */
  send(spec: object): void {
    if (!this.comm.isDisposed) {
      this.edits += 1;
      this.comm.send({ spec: spec as never, edits: this.edits });
    }
  }

  private hear({ spec, after = this.edits, run, problem }: Told): void {
    const { listener } = this;
    // an edit of this side is on its way: what the kernel shows is about to be another
    if (spec !== undefined && after >= this.edits) {
      listener.take(spec);
    }
    if (run) {
      listener.follow(run);
    }
    if (problem !== undefined) {
      listener.refused(problem);
    }
  }

  dispose(): void {
    this.unwatch();
    closeComm(this.comm);
  }
}
