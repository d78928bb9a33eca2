import { rememberLearningRate } from '../optimizer';
import { Snapshot } from '../snapshot';
import type { Model } from '../tf';

/**
 * Works with a model whose weights, optimizer and rate are afterwards what they were, bit for bit,
 * whichever way the work ends.
 *
 * @param work Is given a function that puts weights and optimizer back in between.
 */
export async function restoring(
  model: Model,
  work: (restore: () => void) => Promise<void>,
): Promise<void> {
  const before = new Snapshot(model, model.optimizer);
  const restoreRate = rememberLearningRate(model.optimizer);
  try {
    await work(() => before.restore());
  } finally {
    before.restore();
    before.dispose();
    restoreRate();
  }
}
