import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Callback, type FitOptions, type Run, train } from '../../src/train';
import { tf, toyData, toyModel } from './tensorflow';

let data: ReturnType<typeof toyData>;
let warnings: ReturnType<typeof vi.spyOn>;
beforeEach(() => {
  data = toyData();
  warnings = vi.spyOn(console, 'warn').mockReturnValue();
});
afterEach(() => {
  vi.restoreAllMocks();
  tf.disposeVariables();
  tf.dispose([data.x, data.y]);
});

const trained = (
  callbacks: unknown,
  options: FitOptions = {},
  model = toyModel(tf.train.sgd(1), ['mae']),
): Promise<Run> =>
  train(model, data, 0.01, {
    epochs: 2,
    batchSize: 50,
    callbacks: callbacks as Callback[],
    ...options,
  });

/** A callback that notes what it is told. */
function notes(): { callback: Callback; told: string[] } {
  const told: string[] = [];
  const note =
    (hook: string) =>
    (...args: unknown[]) => {
      told.push(
        [
          hook,
          ...args.map((arg) => (typeof arg === 'object' ? Object.keys(arg as object) : arg)),
        ].join(' '),
      );
    };
  const hooks = ['TrainBegin', 'TrainEnd', 'EpochBegin', 'EpochEnd', 'BatchBegin', 'BatchEnd'];
  return { callback: Object.fromEntries(hooks.map((hook) => [`on${hook}`, note(hook)])), told };
}

describe('callbacks of fit', () => {
  it('are told what model.fit tells, in the same order', async () => {
    const { callback, told } = notes();
    await trained(callback, { validation: [data.x, data.y] });
    const epoch = (index: number) => [
      `EpochBegin ${index} `,
      'BatchBegin 0 batch,size',
      'BatchEnd 0 batch,size,loss,mae',
      'BatchBegin 1 batch,size',
      'BatchEnd 1 batch,size,loss,mae',
      `EpochEnd ${index} loss,mae,val_loss,val_mae`,
    ];
    expect(told).toEqual(['TrainBegin ', ...epoch(0), ...epoch(1), 'TrainEnd ']);
    const theirs = notes();
    const model = toyModel(tf.train.sgd(1), ['mae']);
    await model.fit(data.x, data.y, {
      epochs: 2,
      batchSize: 50,
      validationData: [data.x, data.y],
      callbacks: theirs.callback as never,
      verbose: 0,
    });
    const hooks = (list: string[]) => list.map((line) => line.split(' ')[0]);
    expect(hooks(theirs.told)).toEqual(hooks(told));
  });

  it('give the means over the examples of an epoch', async () => {
    const losses: number[] = [];
    let mean = 0;
    await trained(
      {
        onBatchEnd: (_: number, logs: { loss: number; size: number }) => {
          losses.push(logs.loss * logs.size);
        },
        onEpochEnd: (_: number, logs: { loss: number }) => {
          mean = logs.loss;
        },
      },
      { epochs: 1, batchSize: 40 },
    );
    expect(losses).toHaveLength(3);
    expect(mean).toBeCloseTo(losses.reduce((sum, loss) => sum + loss, 0) / 100, 12);
  });

  it('may be any mix: objects, instances of tf.Callback, CustomCallback, early stopping', async () => {
    class Mine extends tf.Callback {
      epochs = 0;
      override async onEpochEnd(): Promise<void> {
        this.epochs += 1;
        await pause(1);
      }
    }
    const mine = new Mine();
    const custom = new tf.CustomCallback({ onEpochEnd: async () => void told.push('custom') });
    const { callback, told } = notes();
    const stopping = tf.callbacks.earlyStopping({ monitor: 'loss', patience: 1, minDelta: 1e9 });
    const run = await trained([callback, mine, custom, stopping], { epochs: 50 });
    expect(mine.epochs).toBe(2);
    expect(told.filter((line) => line === 'custom')).toHaveLength(2);
    expect([run.status, run.stopReason, run.steps]).toEqual([
      'stopped',
      'a callback asked for it',
      4,
    ]);
    expect(told.at(-1)).toBe('TrainEnd ');
    expect((mine as unknown as { params: object }).params).toMatchObject({
      epochs: 50,
      samples: 100,
    });
  });

  it('end the run before its first update when one asks for it at once', async () => {
    const model = toyModel(tf.train.sgd(1));
    const stops: Callback = {
      onTrainBegin() {
        model.stopTraining = true;
      },
    };
    const run = await trained(stops, {}, model);
    expect([run.status, run.steps]).toEqual(['stopped', 0]);
  });

  it('that throw end it tidily: said plainly, with the run, and no tensor lost', async () => {
    const boom = () => {
      throw new Error('boom');
    };
    for (const hook of [
      'onTrainBegin',
      'onEpochBegin',
      'onBatchBegin',
      'onBatchEnd',
      'onEpochEnd',
      'onTrainEnd',
    ]) {
      const model = toyModel(tf.train.sgd(1));
      await trained([], {}, model);
      const before = tf.memory().numTensors;
      for (const thrower of [{ [hook]: boom }, { [hook]: async () => boom() }]) {
        const error = await trained([{}, thrower], { validation: [data.x, data.y] }, model).catch(
          (one) => one,
        );
        expect(error.name).toBe('TrainingError');
        expect(error.message).toMatch(`${hook} of callbacks[1] threw: boom`);
        expect(error.cause.cause.message).toBe('boom');
        expect(error.run.status).toBe('failed');
        expect(tf.memory().numTensors).toBe(before);
        expect(Object.keys(model.optimizer)).not.toContain('minimize');
      }
    }
  });

  it('that change their logs mislead nobody', async () => {
    let seen = 0;
    await trained([
      { onEpochEnd: (_: number, logs: Record<string, number>) => void delete logs.loss },
      {
        onEpochEnd(_: number, logs: Record<string, number>) {
          seen = logs.loss as number;
        },
      },
    ]);
    expect(seen).toBeGreaterThan(0);
  });

  it('that never settle are given up at an interrupt', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 200);
    const before = performance.now();
    const run = await trained({ onEpochEnd: () => new Promise(() => {}) }, { signal: stop.signal });
    expect(run.status).toBe('interrupted');
    expect(performance.now() - before).toBeLessThan(5000);
  });

  it('that hold the event loop are reported once', async () => {
    const busy = () => {
      const until = performance.now() + 1050;
      while (performance.now() < until);
    };
    const run = await trained({ onBatchEnd: busy }, { epochs: 1 });
    expect(run.warnings).toHaveLength(1);
    expect(run.warnings[0]).toMatch(
      /^onBatchEnd of callbacks\[0\] took 1\.\d s without returning to the event loop/,
    );
    expect(warnings).toHaveBeenCalledTimes(1);
  });

  it('must be objects', async () => {
    await expect(trained([{}, 'log'])).rejects.toThrow('callbacks[1] must be an object such as');
  });
});
