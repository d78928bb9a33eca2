import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { cosine } from '../../src/schedule';
import { train } from '../../src/train';
import { tf } from './tensorflow';

interface Recording {
  readonly optimizer: keyof typeof MAKE;
  readonly options: Readonly<Record<string, number | boolean>>;
  readonly library: string;
  readonly class: string;
  readonly arguments: Readonly<Record<string, number | boolean>>;
  readonly peak: number;
  readonly losses: readonly number[];
}

interface Recorded {
  readonly batchSize: number;
  readonly epochs: number;
  readonly warmup: number;
  /** Of every update, for a peak of 1. */
  readonly rates: readonly number[];
  readonly x: number[][];
  readonly y: number[][];
  readonly weights: readonly [number[][], number[], number[][], number[]];
  readonly records: readonly Recording[];
}

/** Of whichever optimizer it is. */
interface Options {
  readonly momentum: number;
  readonly nesterov: boolean;
  readonly accumulator: number;
  readonly decay: number;
  readonly rho: number;
  readonly weightDecay?: number;
}

type Made = Omit<Options, 'weightDecay'>;

const MAKE = {
  sgd: () => tf.train.sgd(1),
  momentum: ({ momentum, nesterov }: Made) => tf.train.momentum(1, momentum, nesterov),
  adam: () => tf.train.adam(1),
  adamax: () => tf.train.adamax(1),
  adagrad: ({ accumulator }: Made) => tf.train.adagrad(1, accumulator),
  rmsprop: ({ decay, momentum }: Made) => tf.train.rmsprop(1, decay, momentum),
  adadelta: ({ rho }: Made) => tf.train.adadelta(1, rho),
};

const file = new URL('../golden/training/losses.json', import.meta.url);
const recorded = JSON.parse(readFileSync(file, 'utf8')) as Recorded;
const { rates, warmup, epochs, batchSize } = recorded;
const x = tf.tensor2d(recorded.x);
const y = tf.tensor2d(recorded.y);

const scheduleOf = (peak: number) =>
  cosine({ peak, floor: peak / 100, steps: rates.length - warmup }).warmup(warmup);

/** The net of `test/golden/training/record.py`, with the weights it began with. */
function model(optimizer: tf.Optimizer): tf.Sequential {
  const net = tf.sequential({
    layers: [
      tf.layers.dense({ inputShape: [4], units: 8, activation: 'tanh' }),
      tf.layers.dense({ units: 2 }),
    ],
  });
  net.setWeights(recorded.weights.map((values) => tf.tensor(values)));
  net.compile({ optimizer, loss: 'meanSquaredError' });
  return net;
}

/** The losses of tfjs, trained as was recorded. */
async function lossesOf({ optimizer, options, peak }: Recording): Promise<Float32Array> {
  const { weightDecay, ...made } = options as unknown as Options;
  const net = model(MAKE[optimizer](made));
  const run = await train(net, { x, y }, scheduleOf(peak), {
    epochs,
    batchSize,
    shuffle: false,
    ...(weightDecay !== undefined && { weightDecay }),
  });
  return run.history.loss;
}

/** Largest relative difference from what was recorded, and the update it is at. */
function worst(losses: Float32Array, { losses: wanted }: Recording): { error: number; at: number } {
  const errors = Array.from(losses, (loss, i) => Math.abs(loss / (wanted[i] as number) - 1));
  const error = Math.max(...errors);
  return { error, at: errors.indexOf(error) };
}

const title = ({ optimizer, options, library, class: name }: Recording): string =>
  `${[optimizer, ...Object.entries(options).map(([key, value]) => `${key} ${value}`)].join(', ')} and ${library} ${name}`;

afterAll(() => tf.dispose([x, y]));

describe('the same net in tfjs', () => {
  const differs = ({ optimizer }: Recording): boolean => optimizer === 'adadelta';

  it('is trained under the same rates', () => {
    expect(rates.length).toBeLessThanOrEqual(50);
    const schedule = scheduleOf(0.03);
    for (const [step, rate] of rates.entries()) {
      expect(schedule(step) / (0.03 * rate)).toBeCloseTo(1, 12);
    }
  });

  for (const recording of recorded.records.filter((one) => !differs(one))) {
    it(`has the losses of the other library: ${title(recording)}`, async () => {
      const losses = await lossesOf(recording);
      expect(losses).toHaveLength(rates.length);
      const { error, at } = worst(losses, recording);
      console.info(`${title(recording)}: within ${error.toExponential(1)}, at update ${at}`);
      expect(error).toBeLessThan(1e-4);
    });
  }

  for (const recording of recorded.records.filter(differs)) {
    it(`parts from the other library at the first update: ${title(recording)}`, async () => {
      const losses = await lossesOf(recording);
      const { losses: theirs, peak } = recording;
      const apart = (i: number): number =>
        Math.abs((losses[i] as number) / (theirs[i] as number) - 1);
      expect(apart(0)).toBeLessThan(1e-6);
      expect(apart(1)).toBeGreaterThan(0.01);
      expect(worst(losses, recording).error).toBeGreaterThan(0.1);
      // as it divides by the mean square before the update, its first one is that of SGD
      const sgd = await lossesOf({ ...recording, optimizer: 'sgd', options: {}, peak });
      expect(Math.abs((losses[1] as number) / (sgd[1] as number) - 1)).toBeLessThan(1e-5);
    });
  }

  it('notices another constant, another rate and another order', async () => {
    const find = (name: string): Recording =>
      recorded.records.find(({ optimizer }) => optimizer === name) as Recording;
    const rmsprop = find('rmsprop');
    const constant = await lossesOf({ ...rmsprop, options: { decay: 0.91 } });
    expect(worst(constant, rmsprop).error).toBeGreaterThan(1e-3);
    const adam = find('adam');
    expect(worst(await lossesOf({ ...adam, peak: adam.peak * 1.001 }), adam).error).toBeGreaterThan(
      1e-4,
    );
    const swapped = { ...adam, losses: [...adam.losses.slice(4), ...adam.losses.slice(0, 4)] };
    expect(worst(await lossesOf(adam), swapped).error).toBeGreaterThan(0.1);
  });
});
