import { dispose, exampleCount, list, takeBatch } from './batches';
import type { Model, TensorFlow, Tensors } from './tf';

/**
 * Loss and metrics over some examples, batch by batch.
 *
 * @returns After each batch the means so far over examples, in the order of `model.metricsNames`.
 */
export function* validate(
  tf: TensorFlow,
  model: Model,
  [x, y]: readonly [Tensors, Tensors],
  batchSize: number,
): Generator<number[]> {
  const examples = exampleCount(x, y);
  const sums = model.metricsNames.map(() => 0);
  for (let seen = 0; seen < examples; ) {
    const count = Math.min(batchSize, examples - seen);
    const rows = Int32Array.from({ length: count }, (_, index) => seen + index);
    const means = evaluate(tf, model, [takeBatch(tf, x, rows), takeBatch(tf, y, rows)]);
    for (const [index, mean] of means.entries())
      sums[index] = (sums[index] as number) + mean * count;
    seen += count;
    yield sums.map((sum) => sum / seen);
  }
}

function evaluate(tf: TensorFlow, model: Model, [x, y]: readonly [Tensors, Tensors]): number[] {
  try {
    return tf.tidy(() => {
      const batchSize = list(x)[0]?.shape[0] ?? 1;
      const scalars = model.evaluate(x as never, y as never, { batchSize }) as Tensors;
      return list(scalars).map((scalar) => scalar.dataSync()[0] as number);
    });
  } finally {
    dispose(x, y);
  }
}
