import type { Batch, Source } from '../batches';
import { Gradients } from '../gradients';
import { setLearningRate } from '../optimizer';
import { optimizerWarnings } from '../optimizer-traps';
import { randomOf } from '../random';
import type { Model } from '../tf';
import { checkModel, type Data } from '../train';
import { Turns } from '../turns';
import { type RangeTestOptions, rangePlanOf, ratesOf } from './range-options';
import { RangeTest } from './range-test';
import { restoring } from './restoring';
import { endless, sourcesOf } from './sources';

/** Sees the test each time the driver returns to the event loop, and once when it ends. */
export type RangeTestObserver = (test: RangeTest) => void;

/**
 * Trains a compiled model for a few updates, each with a higher rate than the one before, and
 * records the loss before each. Afterwards the model and its optimizer are what they were, bit for
 * bit: also when the test diverged, was interrupted or failed.
 *
 * @param model A compiled `tf.LayersModel`.
 * @param data Tensors, `[examples, …]`, lists of them for a model of several inputs; or a dataset.
 * @param observer Is shown the test about fifty times a second at most.
 * @returns The test, also when it was interrupted. No tensor is left behind.
 * @throws TypeError | RangeError before the first update, when the model, the data or an option will
 * not do. Later what the data, the model or the observer throw, after everything was put back.
 * @example
 * const test = await sweepRates(model, { x, y }, { steps: 20 });
 * assert.equal(test.status !== 'running', true);
 */
export async function sweepRates(
  model: Model,
  data: Data,
  options: RangeTestOptions = {},
  observer: RangeTestObserver = () => {},
): Promise<RangeTest> {
  checkModel(model);
  const plan = rangePlanOf(options);
  const test = new RangeTest(plan, options.title);
  for (const warning of optimizerWarnings(model.optimizer, { rateMoves: true })) test.warn(warning);
  const sources = sourcesOf(model, data, plan, options.signal);
  const begun = performance.now();
  const show = (): void => {
    test.elapsedSeconds = (performance.now() - begun) / 1000;
    observer(test);
  };
  const turns = new Turns(show);
  const goesOn = (): boolean => !options.signal?.aborted;

  const sweep = async (source: Source, seed: number, gradients: Gradients): Promise<void> => {
    const rates = ratesOf(plan);
    test.beginSweep();
    let step = 0;
    for await (const batch of endless(source)) {
      try {
        if (!goesOn()) return;
        const rate = setLearningRate(model.optimizer, rates[step] as number);
        gradients.next.random = randomOf(seed, 'layers', step++);
        gradients.next.examples = batch.size;
        gradients.next.shrink = rate * plan.weightDecay;
        if (!test.recordUpdate(rate, await lossOf(model, batch))) return;
      } finally {
        batch.release();
      }
      await turns.take();
    }
    if (goesOn()) test.dataEnded();
  };

  await restoring(model, async (restore) => {
    const gradients = new Gradients(model.optimizer, { clipNorm: plan.clipNorm });
    try {
      for (const [repeat, source] of sources.entries()) {
        if (!goesOn()) return;
        restore();
        await sweep(source, plan.seed + repeat, gradients);
      }
    } finally {
      gradients.release();
      for (const source of sources) source.close?.();
    }
  });
  test.end(!goesOn());
  show();
  return test;
}

/** Makes an update. @returns The loss before it. */
async function lossOf(model: Model, { x, y }: Batch): Promise<number> {
  const values = await model.trainOnBatch(x as never, y as never);
  return Array.isArray(values) ? (values[0] as number) : values;
}
