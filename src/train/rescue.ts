import type { Rollback } from './options';
import { Snapshot, type SnapshotState } from './snapshot';
import type { Model, Optimizer } from './tf';

/** Updates between two looks: a copy is cheap, but not free. */
const EVERY = 25;
/** Share that the smoothed loss keeps of itself from update to update. */
const KEEP = 0.95;

/** What a rescue remembers. */
export interface RescueState {
  /** Times the run went back. */
  readonly rollbacks: number;
  /** Updates that the copy had seen. */
  readonly step: number;
  readonly copy: SnapshotState;
  /** The smoothed loss, times its weight; its weight; and the lowest at a look. */
  readonly average: number;
  readonly weight: number;
  readonly lowest: number;
}

/** Keeps a copy of everything as it was when the smoothed loss was at its best, to go back to. */
export class Rescue {
  readonly factor: number;
  readonly limit: number;
  private rollbacks = 0;
  private readonly model: Model;
  private readonly optimizer: Optimizer;
  private snapshot: Snapshot;
  private step: number;
  private average = 0;
  private weight = 0;
  private lowest = Number.POSITIVE_INFINITY;

  /** Takes the first copy, after `step` updates. */
  constructor(
    { factor = 0.5, limit = 3 }: Rollback,
    model: Model,
    optimizer: Optimizer,
    step: number,
  ) {
    this.factor = factor;
    this.limit = limit;
    this.model = model;
    this.optimizer = optimizer;
    this.snapshot = new Snapshot(model, optimizer);
    this.step = step;
  }

  /** Looks at the loss of an update, the one that was number `step`. */
  look(loss: number, step: number): void {
    this.average = KEEP * this.average + (1 - KEEP) * loss;
    this.weight = KEEP * this.weight + (1 - KEEP);
    const smoothed = this.average / this.weight;
    if (step % EVERY !== 0 || smoothed >= this.lowest) return;
    this.lowest = smoothed;
    this.snapshot.dispose();
    this.snapshot = new Snapshot(this.model, this.optimizer);
    this.step = step;
  }

  /** Goes back, if it may once more. @returns Updates that what was put back had seen. */
  back(): number | undefined {
    if (this.rollbacks >= this.limit) return undefined;
    this.rollbacks += 1;
    this.snapshot.restore();
    return this.step;
  }

  dispose(): void {
    this.snapshot.dispose();
  }

  /** What it remembers, for a checkpoint. */
  get state(): RescueState {
    const { rollbacks, step, average, weight, lowest } = this;
    return { rollbacks, step, copy: this.snapshot.state, average, weight, lowest };
  }

  /** Puts back what it remembered; the optimizer must have its variables. */
  recall({ copy, ...rest }: RescueState): void {
    this.snapshot.dispose();
    this.snapshot = new Snapshot(this.model, this.optimizer, copy);
    Object.assign(this, rest);
  }
}
