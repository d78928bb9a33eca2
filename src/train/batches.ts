import { seededRandom, shuffle } from './random';
import { notTensors, type Tensor, type TensorFlow, type Tensors } from './tf';

/** Tensors as a list: the single one, or the one of each input. */
export function list(tensors: Tensors): readonly Tensor[] {
  return Array.isArray(tensors) ? tensors : [tensors as Tensor];
}

/** Examples in some tensors. @throws TypeError unless they are tensors, RangeError unless they agree. */
export function exampleCount(x: Tensors, y: Tensors): number {
  const counts = [...list(x), ...list(y)].map((tensor) => {
    if (!Array.isArray(tensor?.shape)) throw notTensors();
    return tensor.shape[0] ?? 0;
  });
  const [count = 0] = counts;
  if (counts.every((other) => other === count) && count > 0) return count;
  throw new RangeError(
    `Cannot train: x and y must hold the same number of examples, at least 1, got ${counts.join(' and ')}`,
  );
}

/** The order in which examples are seen, epoch after epoch: the same for the same seed. */
export function epochOrder(examples: number, shuffled: boolean, seed: number): () => Int32Array {
  const order = Int32Array.from({ length: examples }, (_, index) => index);
  const random = seededRandom(seed);
  return () => {
    if (shuffled) shuffle(order, random);
    return order;
  };
}

/** The examples with the given indices, as new tensors. The caller disposes of them. */
export function takeBatch(tf: TensorFlow, tensors: Tensors, indices: Int32Array): Tensors {
  return tf.tidy(() => {
    const rows = tf.tensor1d(indices, 'int32');
    const taken = list(tensors).map((tensor) => tf.gather(tensor, rows));
    return Array.isArray(tensors) ? taken : (taken[0] as Tensor);
  });
}

/** Disposes of every tensor given. */
export function dispose(...all: readonly Tensors[]): void {
  for (const tensors of all) for (const tensor of list(tensors)) tensor.dispose();
}
