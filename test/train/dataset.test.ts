import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cosine, linear } from '../../src/schedule';
import { type Dataset, type FitOptions, type RateSource, type Run, train } from '../../src/train';
import { tf, toyData, toyModel, weightsOf } from './tensorflow';

let data: ReturnType<typeof toyData>;
beforeEach(() => {
  data = toyData();
  vi.spyOn(console, 'warn').mockReturnValue();
});
afterEach(() => {
  vi.restoreAllMocks();
  tf.disposeVariables();
  tf.dispose([data.x, data.y]);
});

function* batches(size = 20): Generator<{ xs: tf.Tensor; ys: tf.Tensor }> {
  for (let at = 0; at < 100; at += size) {
    yield { xs: data.x.slice(at, size), ys: data.y.slice(at, size) };
  }
}

const datasets: Record<string, () => Dataset> = {
  'a function that makes a generator': () => () => batches(),
  'a function that makes an async generator of pairs': () =>
    async function* () {
      for (const { xs, ys } of batches()) yield [xs, ys];
    },
  'tf.data': () =>
    tf.data
      .zip({
        xs: tf.data.array(data.x.arraySync()),
        ys: tf.data.array(data.y.arraySync()),
      } as never)
      .batch(20) as never,
};

const trained = (
  model: tf.LayersModel,
  dataset: Dataset,
  rates: RateSource,
  options?: FitOptions,
): Promise<Run> => train(model, { dataset }, rates, options);

describe('train() on a dataset', () => {
  for (const [name, make] of Object.entries(datasets)) {
    it(`of ${name} ends in the weights of the same batches from tensors, and leaves no tensor`, async () => {
      const tensors = toyModel(tf.train.adam(1));
      await train(tensors, data, 0.01, { epochs: 3, batchSize: 20, shuffle: false });
      const model = toyModel(tf.train.adam(1));
      const dataset = make();
      const before = tf.memory().numTensors;
      const run = await trained(model, dataset, 0.01, { epochs: 3 });
      // two moments for each of four weights, which the optimizer keeps
      expect(tf.memory().numTensors - before).toBe(8);
      expect(run.steps).toBe(15);
      expect(run.plannedSteps).toBe(15);
      expect(weightsOf(model)).toEqual(weightsOf(tensors));
    });
  }

  it('of a list keeps its tensors', async () => {
    const list = [...batches()];
    const run = await trained(toyModel(tf.train.sgd(1)), list, 0.01, { epochs: 2 });
    expect(run.steps).toBe(10);
    expect(list.every(({ xs }) => !xs.isDisposed)).toBe(true);
    tf.dispose(list);
  });

  it('knows the plan from batchesPerEpoch, and goes on where it was in the next epoch', async () => {
    const seen: number[] = [];
    const endless = async function* () {
      for (let index = 0; ; index++) {
        seen.push(index);
        yield { xs: tf.fill([4, 2], index), ys: tf.zeros([4, 1]) };
      }
    };
    const run = await trained(toyModel(tf.train.sgd(1)), endless, linear({ peak: 1e-3 }), {
      epochs: 2,
      batchesPerEpoch: 3,
    });
    expect(run.schedule.steps).toBe(6);
    expect(seen).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('validates on a dataset too', async () => {
    const model = toyModel(tf.train.sgd(1), ['mae']);
    const run = await trained(model, () => batches(), 0.01, { validation: () => batches(50) });
    const [loss] = model.evaluate(data.x, data.y) as tf.Scalar[];
    expect(run.validation[0]?.loss).toBeCloseTo(loss?.dataSync()[0] as number, 5);
  });

  it('refuses a schedule that needs a length nobody knows', async () => {
    const model = toyModel(tf.train.sgd(1));
    for (const schedule of [
      cosine(),
      cosine({ steps: 10 }).warmup('5%'),
      cosine({ steps: '1ep' }),
    ]) {
      await expect(trained(model, () => batches(), schedule, { epochs: 2 })).rejects.toThrow(
        'the dataset does not say how many batches it has; give batchesPerEpoch',
      );
    }
    const run = await trained(model, () => batches(), cosine({ steps: 10 }), { epochs: 2 });
    expect(run.steps).toBe(10);
  });

  it('says that it repeats only if the dataset does', async () => {
    const run = await trained(toyModel(tf.train.sgd(1)), () => batches(), 0.01);
    expect(run.warnings).toEqual([
      'this run repeats only if its dataset does: give its shuffle a seed',
    ]);
    expect(console.warn).toHaveBeenCalledWith(run.warnings[0]);
  });

  it('stops while the dataset keeps it waiting', async () => {
    const stop = new AbortController();
    const stuck = async function* () {
      yield* batches();
      await new Promise(() => {});
    };
    setTimeout(() => stop.abort(), 300);
    const run = await trained(toyModel(tf.train.sgd(1)), stuck, 0.01, { signal: stop.signal });
    expect([run.status, run.steps]).toEqual(['interrupted', 5]);
  });

  it('keeps the run when the dataset throws or gives something else', async () => {
    const breaks = function* () {
      yield* batches(50);
      throw new Error('the disk is gone');
    };
    const error = await trained(toyModel(tf.train.sgd(1)), breaks, 0.01).catch((one) => one);
    expect(error.message).toBe('Training failed at step 2: the disk is gone');
    expect([error.run.status, error.run.history.loss.length]).toEqual(['failed', 2]);
    const odd = () => [1] as never;
    await expect(trained(toyModel(tf.train.sgd(1)), odd, 0.01)).rejects.toThrow(
      'every element of the dataset must be { xs, ys } or [xs, ys]',
    );
    await expect(trained(toyModel(tf.train.sgd(1)), () => [], 0.01)).rejects.toThrow(
      'gave no batch',
    );
  });
});
