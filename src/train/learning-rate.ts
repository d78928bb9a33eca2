import type { Optimizer, Tensor } from './tf';

// the one file that knows where the seven optimizers of TensorFlow.js keep their rate

interface SgdLike extends Optimizer {
  /** Minus the rate: what the update multiplies by. `learningRate` beside it is not read. */
  readonly c: Tensor;
  setLearningRate(rate: number): void;
}

interface FieldLike extends Optimizer {
  learningRate: number;
}

function isSgdLike(optimizer: Optimizer): optimizer is SgdLike {
  return 'setLearningRate' in optimizer && 'c' in optimizer;
}

/** Sets the rate of the next update, float64 rounded to float32 by the optimizer. */
export function setLearningRate(optimizer: Optimizer, rate: number): void {
  if (!(rate >= 0 && rate < Infinity)) {
    throw new RangeError(
      `Cannot set the learning rate: it must be finite and at least 0, got ${rate}`,
    );
  }
  if (isSgdLike(optimizer)) optimizer.setLearningRate(rate);
  else (optimizer as FieldLike).learningRate = rate;
}

/** The rate the next update will use, read from where the update reads it. */
export function readLearningRate(optimizer: Optimizer): number {
  if (isSgdLike(optimizer)) return -(optimizer.c.dataSync()[0] as number);
  return (optimizer as FieldLike).learningRate;
}
