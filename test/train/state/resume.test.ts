import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cosine, linear, type Schedule } from '../../../src/schedule';
import { type FitOptions, type Run, train } from '../../../src/train';
import { readRunLog } from '../../../src/train/state/logged-run';
import { tf, toyData, weightsOf } from '../tensorflow';

const OPTIMIZERS = {
  sgd: () => tf.train.sgd(1),
  momentum: () => tf.train.momentum(1, 0.9, true),
  rmsprop: () => tf.train.rmsprop(1, 0.9, 0.5),
  adam: () => tf.train.adam(1),
  adamax: () => tf.train.adamax(1),
  adagrad: () => tf.train.adagrad(1),
  adadelta: () => tf.train.adadelta(1),
};

/** A model with dropout and batch normalisation, its first weights others each time. */
function freshModel(optimizer: tf.Optimizer, units = 6): tf.Sequential {
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ inputShape: [2], units, activation: 'tanh' }),
      tf.layers.dropout({ rate: 0.2 }),
      tf.layers.batchNormalization(),
      tf.layers.dense({ units: 1 }),
    ],
  });
  model.compile({ optimizer, loss: 'meanSquaredError', metrics: ['mae'] });
  return model;
}

const schedule = cosine({ peak: 0.05, floor: 1e-4 }).warmup('10%');

describe('a run with a log', () => {
  let folder: string;
  let data: ReturnType<typeof toyData>;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'anneal-resume-'));
    data = toyData();
  });
  afterEach(() => {
    tf.disposeVariables();
    data.x.dispose();
    data.y.dispose();
    rmSync(folder, { recursive: true });
  });

  const place = (name: string): string => join(folder, name, 'run.jsonl');
  const checkpointIn = (name: string): string => join(folder, name, 'run.checkpoint.safetensors');
  const copy = (from: string, to: string): void =>
    cpSync(join(folder, from), join(folder, to), { recursive: true });
  const run = (
    model: tf.LayersModel,
    name: string,
    more: FitOptions = {},
    rates: Schedule = schedule,
    observer: (run: Run) => void = () => {},
  ): Promise<Run> =>
    train(
      model,
      data,
      rates,
      {
        epochs: 4,
        batchSize: 16,
        seed: 7,
        validation: [data.x, data.y],
        log: place(name),
        checkpoint: { every: 5 },
        resume: true,
        ...more,
      },
      { turn: observer },
    );
  /** Trains until a step, and then fails as if the process had died. */
  async function crash(model: tf.LayersModel, name: string, step: number): Promise<void> {
    const dies = 'the process dies';
    await expect(
      run(model, name, {}, schedule, (seen) => {
        if (seen.steps >= step) throw new Error(dies);
      }),
    ).rejects.toThrow(dies);
  }
  const columnsOf = ({ history, validation }: Run) => ({ ...history, validation });

  it.each(Object.entries(OPTIMIZERS))('goes on bit for bit with %s', async (_, optimizer) => {
    await crash(freshModel(optimizer()), 'killed', 0);
    copy('killed', 'whole');
    const wholeModel = freshModel(optimizer());
    const whole = await run(wholeModel, 'whole');
    expect(whole.steps).toBe(28);
    for (const step of [8, 15, 23]) await crash(freshModel(optimizer()), 'killed', step);
    const model = freshModel(optimizer());
    const result = await run(model, 'killed');
    expect(weightsOf(model)).toEqual(weightsOf(wholeModel));
    expect(columnsOf(result)).toEqual(columnsOf(whole));
    expect(columnsOf(readRunLog(place('killed')))).toEqual(columnsOf(whole));
  });

  it('gives back a run that has ended, and its weights, without training', async () => {
    const model = freshModel(tf.train.adam(1));
    const whole = await run(model, 'a');
    const log = readFileSync(place('a'), 'utf8');
    const again = freshModel(tf.train.adam(1));
    const result = await run(again, 'a');
    expect(result.status).toBe('finished');
    expect(weightsOf(again)).toEqual(weightsOf(model));
    expect(columnsOf(result)).toEqual(columnsOf(whole));
    expect(readFileSync(place('a'), 'utf8')).toBe(log);
  });

  it('that was interrupted goes on from the very update', async () => {
    const stop = new AbortController();
    const first = await run(
      freshModel(tf.train.adam(1)),
      'a',
      { signal: stop.signal, checkpoint: { every: '1ep' } },
      schedule,
      (seen) => seen.steps >= 10 && stop.abort(),
    );
    expect(first.status).toBe('interrupted');
    copy('a', 'b');
    const result = await run(freshModel(tf.train.adam(1)), 'a');
    expect(result).toMatchObject({ status: 'finished', steps: 28 });
    expect([...result.history.loss.slice(0, first.steps)]).toEqual([...first.history.loss]);
    const lines = readFileSync(place('a'), 'utf8').trim().split('\n');
    const resume = lines.map((line) => JSON.parse(line)).find(({ kind }) => kind === 'resume');
    expect(resume.step).toBe(first.steps);
  });

  it('goes on with another schedule only when that is accepted, and the log says from where', async () => {
    await crash(freshModel(tf.train.sgd(1)), 'a', 12);
    const other = linear({ peak: 0.01, floor: 0.001 });
    await expect(run(freshModel(tf.train.sgd(1)), 'a', { epochs: 6 }, other)).rejects.toThrow(
      /^Cannot resume .*run\.jsonl: it was begun with schedule .* and epochs 4, and now it is schedule .* and epochs 6; make it as it was, or give resume: \{ accept: \['schedule', 'epochs'\] \}/,
    );
    const resume = { accept: ['schedule', 'epochs'] };
    const result = await run(freshModel(tf.train.sgd(1)), 'a', { epochs: 6, resume }, other);
    expect(result.steps).toBe(42);
    const [change] = readRunLog(place('a')).changes;
    const from = change?.step as number;
    expect(from % 5).toBe(0);
    expect(change?.settings).toEqual({ schedule: expect.anything(), epochs: 6 });
    const before = schedule.withPlan({ examples: 100, batchSize: 16, epochs: 4 });
    for (const [step, lr] of result.history.lr.entries()) {
      expect(Math.fround(lr)).toBe(Math.fround((step < from ? before : result.planned)(step)));
    }
  });

  it('goes on from the older checkpoint when the newest is cut short, and keeps that one', async () => {
    await crash(freshModel(tf.train.adam(1)), 'a', 12);
    copy('a', 'b');
    const model = freshModel(tf.train.adam(1));
    const whole = await run(model, 'b');
    for (let times = 0; times < 3; times++) {
      truncateSync(checkpointIn('a'), 1000);
      await crash(freshModel(tf.train.adam(1)), 'a', 0);
    }
    const again = freshModel(tf.train.adam(1));
    expect(columnsOf(await run(again, 'a'))).toEqual(columnsOf(whole));
    expect(weightsOf(again)).toEqual(weightsOf(model));
  });

  it('is not touched by a fit that cannot go on with it', async () => {
    await crash(freshModel(tf.train.adam(1)), 'a', 12);
    const files = () =>
      readdirSync(join(folder, 'a'))
        .sort()
        .map((file) => [file, readFileSync(join(folder, 'a', file)).toString('base64')]);
    const before = files();
    const refused: [tf.LayersModel, FitOptions, string][] = [
      [freshModel(tf.train.adam(1), 7), {}, 'of the model is [2, 7], and '],
      [
        freshModel(tf.train.adamax(1)),
        {},
        'the model is compiled with Adamax, and its checkpoint is of Adam',
      ],
      [freshModel(tf.train.adam(1)), { seed: 8 }, 'begun with seed 7, and now it is seed 8'],
      [freshModel(tf.train.adam(1)), { resume: false }, 'it holds one already'],
    ];
    for (const [model, more, message] of refused) {
      const weights = weightsOf(model);
      await expect(run(model, 'a', more)).rejects.toThrow(message);
      expect(weightsOf(model)).toEqual(weights);
    }
    expect(files()).toEqual(before);
  });

  it('leaves no tensor behind', async () => {
    const model = freshModel(tf.train.adam(1));
    await run(model, 'warm', { epochs: 1 });
    const before = tf.memory().numTensors;
    await run(model, 'a', { epochs: 1 });
    await run(model, 'a', { epochs: 1 });
    await crash(model, 'b', 8);
    await run(model, 'b');
    await run(model, 'b', { seed: 9 }).catch(() => {});
    expect(tf.memory().numTensors).toBe(before);
  });

  it('needs a log to be checkpointed and to go on', async () => {
    const model = freshModel(tf.train.adam(1));
    for (const [more, message] of [
      [{ log: undefined }, 'checkpoint needs a log to lie beside'],
      [{ log: 5 }, "log must be the path of a file such as 'runs/a.jsonl', got 5"],
      [{ checkpoint: 5 }, "checkpoint must be false or such as { every: '1ep' }, got 5"],
      [{ checkpoint: { every: 'often' } }, 'checkpoint.every must be at least one update'],
      [{ resume: 'yes' }, "resume must be true, false or such as { accept: ['epochs'] }"],
      [{ resume: { accept: 'all' } }, "resume.accept must be a list of names such as ['epochs']"],
    ] as const) {
      await expect(run(model, 'a', more as never)).rejects.toThrow(message);
    }
    expect(readdirSync(folder)).toEqual([]);
  });
});
