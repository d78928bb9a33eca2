import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cosine, linear, plateau } from '../../../src/schedule';
import {
  type Data,
  type FitOptions,
  type RateSource,
  type Run,
  type Steerable,
  train,
} from '../../../src/train';
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

const DIES = 'the process dies';

describe('a run with a log', { timeout: 60_000 }, () => {
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
    rates: RateSource | Steerable = schedule,
    observer: (run: Run) => void = () => {},
    examples: Data = data,
  ): Promise<Run> =>
    train(
      model,
      examples,
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
  /** Fails at a step as if the process had died. */
  const dying =
    (step = Number.POSITIVE_INFINITY) =>
    (seen: Run): void => {
      if (seen.steps >= step) throw new Error(DIES);
    };
  async function crash(model: tf.LayersModel, name: string, step: number): Promise<void> {
    await expect(run(model, name, {}, schedule, dying(step))).rejects.toThrow(DIES);
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

  /** Trains as a whole, and again killed after some steps, with the same first weights. */
  async function bothWays(train: (name: string, dieAt?: number) => Promise<[Run, tf.LayersModel]>) {
    await expect(train('killed', 0)).rejects.toThrow(DIES);
    copy('killed', 'whole');
    const [whole, model] = await train('whole');
    for (const share of [0.3, 0.55, 0.8]) {
      await expect(train('killed', Math.floor(share * whole.steps))).rejects.toThrow(DIES);
    }
    const [killed, again] = await train('killed');
    expect(weightsOf(again)).toEqual(weightsOf(model));
    expect(columnsOf(killed)).toEqual(columnsOf(whole));
    expect(killed).toMatchObject({ status: whole.status, stopReason: whole.stopReason });
    expect(killed.events).toEqual(whole.events);
    expect(columnsOf(readRunLog(place('killed')))).toEqual(columnsOf(whole));
    return whole;
  }

  it('goes on bit for bit with every policy at once', async () => {
    const whole = await bothWays(async (name, dieAt) => {
      const model = freshModel(tf.train.adam(1));
      const more: FitOptions = {
        epochs: 30,
        accumulation: 2,
        clipNorm: 0.5,
        weightDecay: 0.1,
        gradientNorm: 3,
        monitor: 'loss',
        monitorEvery: 3,
        earlyStopping: { monitor: 'val_mae', patience: 2, minDelta: 0.05 },
      };
      const rates = plateau({ peak: 0.05, patience: 1, factor: 0.5 }).warmup(4);
      return [await run(model, name, more, rates, dying(dieAt)), model];
    });
    expect(whole.status).toBe('stopped');
    expect(new Set(whole.history.lr).size).toBeGreaterThan(3);
  });

  it('is rolled back to the same weights after a loss that is no number', async () => {
    const values = await data.x.array();
    const x = tf.tensor2d([...values.slice(0, -1), [Number.NaN, 0]]);
    const whole = await bothWays(async (name, dieAt) => {
      const model = freshModel(tf.train.adam(1));
      const more: FitOptions = {
        batchSize: 4,
        checkpoint: { every: 11 },
        validation: undefined,
        onNaN: { rollback: 'best', factor: 0.9, limit: 9 },
      };
      return [await run(model, name, more, schedule, dying(dieAt), { x, y: data.y }), model];
    });
    expect(whole.events).toHaveLength(4);
    x.dispose();
  });

  it.each([undefined, 4])(
    'takes a dataset up where it was, batchesPerEpoch %s',
    async (batchesPerEpoch) => {
      const { x, y } = data;
      await bothWays(async (name, dieAt) => {
        const xs = tf.data.array(await x.array());
        const ys = tf.data.array(await y.array());
        const dataset = tf.data.zip({ xs, ys }).shuffle(50, 'seed').batch(16) as never;
        const model = freshModel(tf.train.adam(1));
        const more: FitOptions = { batchSize: undefined, validation: [x, y], batchesPerEpoch };
        return [await run(model, name, more, 0.01, dying(dieAt), { dataset }), model];
      });
    },
  );

  it('gives back a run that has ended, and its weights, without training', async () => {
    const model = freshModel(tf.train.adam(1));
    const whole = await run(model, 'a');
    const log = readFileSync(place('a'), 'utf8');
    const again = freshModel(tf.train.adam(1));
    const result = await run(again, 'a');
    expect(result.status).toBe('finished');
    expect(weightsOf(again)).toEqual(weightsOf(model));
    expect(columnsOf(result)).toEqual(columnsOf(whole));
    expect(result.elapsedSeconds).toBeGreaterThan(readRunLog(place('a')).elapsedSeconds);
    expect(result.resumedAt).toEqual([]);
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
    expect(result.resumedAt).toEqual([first.steps]);
    expect(result.elapsedSeconds).toBeGreaterThan(readRunLog(place('b')).elapsedSeconds);
    expect(String(result)).toContain(`resumed at step ${first.steps}`);
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
    const [change] = readRunLog(place('a')).accepted;
    const from = change?.step as number;
    expect(from % 5).toBe(0);
    expect(change?.settings).toEqual({ schedule: expect.anything(), epochs: 6 });
    const before = schedule.withPlan({ examples: 100, batchSize: 16, epochs: 4 });
    for (const [step, lr] of result.history.lr.entries()) {
      expect(Math.fround(lr)).toBe(Math.fround((step < from ? before : result.planned)(step)));
    }
  });

  it('repeats what it was steered to, also where the log alone knows of it', async () => {
    const first = cosine({ peak: 0.05, floor: 1e-4 });
    const [second, third] = [linear({ peak: 0.02 }), cosine({ peak: 0.03 })];
    const turns = new Map([
      [9, second],
      [14, third],
    ]);
    /** Steers once at each of those steps, in whichever process comes there first. */
    const steer = async (name: string, given: Set<number>, dieAt = 0, from = first) => {
      const wheel = { schedule: from };
      let epoch = 0;
      const callbacks = {
        onEpochBegin: (at: number) => {
          epoch = at;
        },
        onBatchEnd: (batch: number) => {
          const done = epoch * 7 + batch + 1;
          const next = turns.get(done);
          if (next && !given.has(done)) wheel.schedule = next;
          if (next) given.add(done);
          if (done === dieAt) throw new Error(DIES);
        },
      };
      const model = freshModel(tf.train.adam(1));
      return [
        await run(model, name, { callbacks, checkpoint: { every: 6 } }, wheel),
        model,
      ] as const;
    };
    const given = new Set<number>();
    await expect(steer('killed', given, 1)).rejects.toThrow(DIES);
    copy('killed', 'whole');
    const [whole, wholeModel] = await steer('whole', new Set());
    expect(whole.changes.map(({ step }) => step)).toEqual([9, 14]);
    // with checkpoints after 6 and 12 updates: the second one dies before it comes to the change of the first
    for (const dieAt of [11, 8, 16]) {
      await expect(steer('killed', given, dieAt)).rejects.toThrow(DIES);
    }
    const stepsIn = (name: string) => readRunLog(place(name)).changes.map(({ step }) => step);
    expect(stepsIn('killed')).toEqual([9, 14]);
    // a designer that is still open has the last schedule: it is no other one
    const [killed, model] = await steer('killed', given, 0, third);
    expect(killed.changes.map(({ step, spec }) => ({ step, spec }))).toEqual(
      whole.changes.map(({ step, spec }) => ({ step, spec })),
    );
    expect(columnsOf(killed)).toEqual(columnsOf(whole));
    expect(weightsOf(model)).toEqual(weightsOf(wholeModel));
    const logged = readRunLog(place('killed'));
    expect(columnsOf(logged)).toEqual(columnsOf(whole));
    expect(stepsIn('killed')).toEqual([9, 14]);
    const steps = Array.from(whole.history.step);
    for (const one of [whole, killed, logged]) {
      expect(steps.map((step) => Math.fround(one.planned(step)))).toEqual(
        Array.from(whole.history.lr, Math.fround),
      );
    }
  });

  it('that goes on with another schedule forgets what the one before was steered to', async () => {
    const wheel = { schedule: schedule };
    const more: FitOptions = {
      callbacks: {
        onBatchEnd: (batch: number) => {
          if (batch === 3) wheel.schedule = linear({ peak: 0.01 }).warmup('10%');
        },
      },
    };
    await expect(run(freshModel(tf.train.sgd(1)), 'a', more, wheel, dying(10))).rejects.toThrow(
      DIES,
    );
    expect(readRunLog(place('a')).changes).toHaveLength(1);
    const other = linear({ peak: 0.02 });
    const result = await run(
      freshModel(tf.train.sgd(1)),
      'a',
      { resume: { accept: ['schedule'] } },
      other,
    );
    expect(result.changes).toEqual([]);
    expect(readRunLog(place('a'))).toMatchObject({ changes: [], accepted: [{}] });
    expect(Math.fround(result.history.lr[27] as number)).toBe(Math.fround(result.planned(27)));
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
