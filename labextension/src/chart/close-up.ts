import type { Kernel, KernelMessage } from '@jupyterlab/services';
import type { RunLook } from 'anneal/pure';
import { closeComm, createComm, whenGone } from '../kernel';

/** A question to the kernel that drew a run, and what it is found by again. */
export interface Question {
  readonly key: string;
  readonly look: RunLook;
}

/** What comes of questions. */
export interface Answers {
  /** A chart for the question of that key; from the kernel, so it has to be read with care. */
  came(key: string, chart: unknown): void;
  /** The kernel does not know the run, or no longer. */
  lost(): void;
}

/** A line to the kernel that drew a run: one question at a time, and of those that wait the last. */
export class CloseUp {
  private asked: Question | undefined;
  private waiting: Question | undefined;
  private readonly unwatch: () => void;

  private constructor(
    kernel: Kernel.IKernelConnection,
    private readonly comm: Kernel.IComm,
    private readonly answers: Answers,
  ) {
    comm.onMsg = ({ content }: KernelMessage.ICommMsgMsg) => this.hear(content.data.chart);
    comm.onClose = () => answers.lost();
    this.unwatch = whenGone(kernel, () => answers.lost());
  }

  /** @returns Nothing when the kernel is not ours. */
  static async connect(
    kernel: Kernel.IKernelConnection,
    source: string,
    answers: Answers,
  ): Promise<CloseUp | undefined> {
    const comm = await createComm(kernel);
    const closeUp = comm && new CloseUp(kernel, comm, answers);
    comm?.open({ of: source });
    return closeUp;
  }

  ask(question: Question): void {
    if (this.asked) {
      this.waiting = question;
    } else if (!this.comm.isDisposed) {
      this.asked = question;
      this.comm.send(question.look as never);
    }
  }

  dispose(): void {
    this.unwatch();
    closeComm(this.comm);
  }

  private hear(chart: unknown): void {
    const { asked, waiting } = this;
    this.asked = this.waiting = undefined;
    if (waiting) {
      this.ask(waiting);
    }
    if (asked) {
      this.answers.came(asked.key, chart);
    }
  }
}
