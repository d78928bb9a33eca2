import { ArraySource, type Batch, type Source } from './batches';
import { type Dataset, DatasetSource, isDataset } from './dataset';
import { list, type Model, type TensorFlow, type Tensors } from './tf';

/** Examples to validate on: tensors, or a dataset. */
export type ValidationData = readonly [x: Tensors, y: Tensors] | Dataset;

/**
 * Loss and metrics over some examples, batch by batch.
 *
 * @param signal Ends the wait for a dataset.
 * @returns After each batch the means so far over examples, in the order of `model.metricsNames`.
 */
export async function* validate(
  tf: TensorFlow,
  model: Model,
  data: ValidationData,
  batchSize: number,
  signal?: AbortSignal,
): AsyncGenerator<number[]> {
  const source: Source = isDataset(data)
    ? new DatasetSource(data, undefined, signal)
    : new ArraySource(tf, ...(data as readonly [Tensors, Tensors]), batchSize);
  const sums = model.metricsNames.map(() => 0);
  let examples = 0;
  try {
    for await (const batch of source.epoch(0, 0)) {
      for (const [index, mean] of evaluate(tf, model, batch).entries()) {
        sums[index] = (sums[index] as number) + mean * batch.size;
      }
      examples += batch.size;
      yield sums.map((sum) => sum / examples);
    }
  } finally {
    source.close?.();
  }
}

function evaluate(tf: TensorFlow, model: Model, { x, y, size, release }: Batch): number[] {
  try {
    return tf.tidy(() => {
      const scalars = model.evaluate(x as never, y as never, { batchSize: size }) as Tensors;
      return list(scalars).map((scalar) => scalar.dataSync()[0] as number);
    });
  } finally {
    release();
  }
}
