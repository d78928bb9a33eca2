import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cosine, plateau, product } from '../../src/schedule';
import { type FitOptions, type Observer, type Run, train } from '../../src/train';
import { Snapshot } from '../../src/train/snapshot';
import type { TrainingState } from '../../src/train/training-state';
import { tf, toyData, weightsOf } from './tensorflow';

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

/** A model with dropout and batch normalization. */
function model(optimizer: tf.Optimizer): tf.Sequential {
  const made = tf.sequential({
    layers: [
      tf.layers.dense({ inputShape: [2], units: 6, activation: 'tanh' }),
      tf.layers.dropout({ rate: 0.3 }),
      tf.layers.batchNormalization(),
      tf.layers.dense({ units: 1 }),
    ],
  });
  made.compile({ optimizer, loss: 'meanSquaredError' });
  return made;
}

const optimizers: Record<string, () => tf.Optimizer> = {
  sgd: () => tf.train.sgd(1),
  momentum: () => tf.train.momentum(1, 0.9),
  rmsprop: () => tf.train.rmsprop(1, 0.9, 0.5),
  adam: () => tf.train.adam(1),
  adamax: () => tf.train.adamax(1),
  adagrad: () => tf.train.adagrad(1),
  adadelta: () => tf.train.adadelta(1),
};

const rates = product(
  plateau({ peak: 1, factor: 0.5, patience: 0, relative: 0.2 }),
  cosine({ peak: 0.05 }).warmup('10%'),
);
const options = {
  epochs: 4,
  batchSize: 10,
  accumulation: 2,
  seed: 5,
  clipNorm: 1,
  weightDecay: 0.01,
  earlyStopping: { patience: 4 },
} satisfies FitOptions;

describe('the state of a training', () => {
  for (const [name, make] of Object.entries(optimizers)) {
    it(`with the weights and the variables of ${name} is all that a run needs to go on exactly`, async () => {
      const net = model(make());
      for (const at of [4, 12]) {
        let snapshot: Snapshot | undefined;
        let state: TrainingState | undefined;
        const whole = await train(
          net,
          data,
          rates,
          { ...options, validation: [data.x, data.y] },
          {
            updated({ run, state: now }) {
              if (run.steps !== at + 1) return;
              snapshot = new Snapshot(net as never, net.optimizer as never);
              // as it would come back from a file
              state = structuredClone(now);
            },
          },
        );
        const weights = weightsOf(net);
        (snapshot as Snapshot).restore();
        const again = await train(
          net,
          data,
          rates,
          { ...options, validation: [data.x, data.y] },
          goingOn(whole, at + 1, state as TrainingState),
        );
        (snapshot as Snapshot).dispose();
        expect(again.steps).toBe(20);
        expect([...again.history.lr]).toEqual([...whole.history.lr]);
        expect([...again.history.loss]).toEqual([...whole.history.loss]);
        expect(again.validation.map(({ loss }) => loss)).toEqual(
          whole.validation.slice(-again.validation.length).map(({ loss }) => loss),
        );
        expect(again.restoredStep).toBe(whole.restoredStep);
        expect(weightsOf(net)).toEqual(weights);
      }
    });
  }
});

/** Puts a state back, and the history that led there. */
function goingOn(before: Run, steps: number, state: TrainingState): Observer {
  return {
    begin(training) {
      const { lr, loss, ...parts } = before.history;
      for (let step = 0; step < steps; step++) {
        training.run.recordUpdate(lr[step] as number, [
          loss[step] as number,
          parts['lr.plateau']?.[step] as number,
          parts['lr.warm-up + cosine']?.[step] as number,
        ]);
      }
      training.restore(state);
    },
  };
}
