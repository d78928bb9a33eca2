import { ArraySource, type Batch, type Source } from '../batches';
import { DatasetSource, isDataset } from '../dataset';
import { type Model, type Tensor, tensorFlowOf } from '../tf';
import type { Data } from '../train';
import type { RangePlan } from './range-options';

/** Batches of each repeat: tensors in another order, a dataset from where the repeat before left it. */
export function sourcesOf(
  model: Model,
  data: Data,
  { repeats, seed, batchSize }: RangePlan,
  signal: AbortSignal | undefined,
): readonly Source[] {
  if ('dataset' in data) {
    if (!isDataset(data.dataset)) {
      throw new TypeError(
        'Cannot test rates: the data must be two tensors, x and y, or a dataset such as tf.data gives',
      );
    }
    const source = new DatasetSource(data.dataset, undefined, signal);
    return Array.from({ length: repeats }, () => source);
  }
  const tf = tensorFlowOf(model.getWeights()[0] as Tensor);
  return Array.from(
    { length: repeats },
    (_, repeat) => new ArraySource(tf, data.x, data.y, batchSize, seed + repeat),
  );
}

/** The batches of a source, epoch after epoch, for as long as an epoch has any. */
export async function* endless(source: Source): AsyncGenerator<Batch> {
  for (let epoch = 0, some = true; some; epoch++) {
    some = false;
    for await (const batch of source.epoch(epoch, 0)) {
      some = true;
      yield batch;
    }
  }
}
