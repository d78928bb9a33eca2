import type { Best } from './monitor';
import type { RescueState } from './rescue';

/**
 * Where a training stands between two updates. With the weights and the variables of the optimizer it
 * is all that a run needs to go on exactly: the order of the examples and the numbers of dropout
 * layers follow from the seed and the position. Plain data and typed arrays.
 */
export interface TrainingState {
  /** Epochs done. */
  readonly epoch: number;
  /** Batches done in the epoch under way. */
  readonly batch: number;
  /** Batches done in all. */
  readonly batches: number;
  /** What the means of the epoch under way are made of. */
  readonly epochMeans: Sums;
  /** The same for the updates since a feedback schedule last heard a metric. */
  readonly heardMeans: Sums;
  /** What a feedback schedule has heard, and after how many updates each. */
  readonly heard: { readonly metrics: readonly number[]; readonly steps: readonly number[] };
  /** Factor on every rate, below 1 after a run was rolled back. */
  readonly rateFactor: number;
  /** What it would be rolled back to. */
  readonly rescue: RescueState | undefined;
  /** What early stopping remembers. */
  readonly best: Best | undefined;
  /** The weights it will put back, in the order of `model.getWeights()`. */
  readonly bestWeights: readonly Float32Array[] | undefined;
}

/** Sums over examples, in the order of the values that are recorded. */
export interface Sums {
  readonly sums: readonly number[];
  readonly examples: number;
}
