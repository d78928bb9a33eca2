import { randomOf, shuffle } from './random';
import {
  dispose,
  isTensor,
  list,
  notTensors,
  type Tensor,
  type TensorFlow,
  type Tensors,
} from './tf';

/** Examples that are trained on together. */
export interface Batch {
  readonly x: Tensors;
  readonly y: Tensors;
  /** Examples in it. */
  readonly size: number;
  /** Frees what was made for it. */
  release(): unknown;
}

/** Where the batches of a training come from. */
export interface Source {
  /** Batches of an epoch from `first` on; the same ones each time where the source can repeat. */
  epoch(epoch: number, first: number): Iterable<Batch> | AsyncIterable<Batch>;
  /** Lets go of everything, at the end of the training. */
  close?(): void;
}

/** Examples in some tensors. @throws TypeError unless they are tensors, RangeError unless they agree. */
export function exampleCount(x: Tensors, y: Tensors): number {
  const counts = [x, y].flatMap((tensors) => {
    const all = typeof tensors === 'object' && tensors !== null ? list(tensors) : [];
    if (all.length === 0 || !all.every(isTensor)) throw notTensors();
    return all.map((tensor) => tensor.shape[0] ?? 0);
  });
  const [count = 0] = counts;
  if (counts.every((other) => other === count) && count > 0) return count;
  throw new RangeError(
    `Cannot train: x and y must hold the same number of examples, at least 1, got ${counts.join(' and ')}`,
  );
}

/** Batches of tensors, in another order each epoch: that of an epoch follows from the seed alone. */
export class ArraySource implements Source {
  private readonly tf: TensorFlow;
  private readonly x: Tensors;
  private readonly y: Tensors;
  private readonly examples: number;
  private readonly batchSize: number;
  private readonly seed: number | undefined;

  /** @param seed Left out, the order is that of the tensors. */
  constructor(tf: TensorFlow, x: Tensors, y: Tensors, batchSize: number, seed?: number) {
    this.tf = tf;
    this.x = x;
    this.y = y;
    this.examples = exampleCount(x, y);
    this.batchSize = batchSize;
    this.seed = seed;
  }

  *epoch(epoch: number, first: number): Generator<Batch> {
    const order = Int32Array.from({ length: this.examples }, (_, index) => index);
    if (this.seed !== undefined) shuffle(order, randomOf(this.seed, 'order', epoch));
    for (let start = first * this.batchSize; start < this.examples; start += this.batchSize) {
      const rows = order.subarray(start, start + this.batchSize);
      const x = takeRows(this.tf, this.x, rows);
      const y = takeRows(this.tf, this.y, rows);
      yield { x, y, size: rows.length, release: () => dispose(x, y) };
    }
  }
}

/** The examples with the given indices, as new tensors. */
function takeRows(tf: TensorFlow, tensors: Tensors, indices: Int32Array): Tensors {
  return tf.tidy(() => {
    const rows = tf.tensor1d(indices, 'int32');
    const taken = list(tensors).map((tensor) => tf.gather(tensor, rows));
    return isTensor(tensors) ? (taken[0] as Tensor) : taken;
  });
}
