import { writeAtomically } from './atomic-file';
import { type Checkpoint, encodeCheckpoint, previousOf } from './checkpoint-file';
import type { Interval } from './every';
import type { RunLogWriter } from './run-log-writer';

/**
 * Writes checkpoints while training goes on: the numbers are taken between two updates, the disk
 * gets them meanwhile. Never more than one is under way.
 */
export class CheckpointWriter {
  private readonly file: string;
  private readonly log: RunLogWriter;
  private readonly interval: Interval;
  private underWay: Promise<void> | undefined;
  private failure: unknown;
  private lastStep: number;
  private lastTime = performance.now();
  private newestIsGood: boolean;

  /** @param newestIsGood Whether the file may become the older one; a damaged one may not. */
  constructor(
    file: string,
    log: RunLogWriter,
    interval: Interval,
    step: number,
    newestIsGood: boolean,
  ) {
    this.file = file;
    this.log = log;
    this.interval = interval;
    this.lastStep = step;
    this.newestIsGood = newestIsGood;
  }

  /** Whether it is time for one after `step` updates. @throws Error when the last one could not be written. */
  due(step: number): boolean {
    if (this.failure !== undefined) throw this.failure;
    const { updates, seconds } = this.interval;
    if (step - this.lastStep >= updates) return true;
    return this.underWay === undefined && performance.now() - this.lastTime >= 1000 * seconds;
  }

  /**
   * Takes a checkpoint, and begins to write it.
   *
   * @param take Called when the one before it is on the disk; must be synchronous.
   */
  async save(take: () => Checkpoint): Promise<void> {
    await this.settle();
    const checkpoint = take();
    this.lastStep = checkpoint.moment.step;
    this.lastTime = performance.now();
    this.underWay = this.write(checkpoint)
      .catch((error) => {
        this.failure = error;
      })
      .finally(() => {
        this.underWay = undefined;
      });
  }

  /** Waits until the last one is on the disk. @throws Error when it could not be written. */
  async settle(): Promise<void> {
    await this.underWay;
    if (this.failure !== undefined) throw this.failure;
  }

  private async write(checkpoint: Checkpoint): Promise<void> {
    const parts = await encodeCheckpoint(checkpoint);
    // the log must not lack what the checkpoint says was done
    await this.log.sync();
    await writeAtomically(this.file, parts, this.newestIsGood ? previousOf(this.file) : undefined);
    this.newestIsGood = true;
  }
}
