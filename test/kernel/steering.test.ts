import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromSpec, type Schedule } from '../../src/schedule';
import { Kernel, type Message } from './client';

const SCHEDULE_MIME = 'application/vnd.anneal.schedule.v1+json';
const COMM = 'designer';

const MODEL = `import * as tf from '@tensorflow/tfjs-node';
  import { cosine, design, fit } from 'anneal';
  const x = tf.randomNormal([3200, 16], 0, 1, 'float32', 1), y = x.sum(1, true);
  const model = tf.sequential({ layers: [tf.layers.dense({ inputShape: [16], units: 32, activation: 'relu' }), tf.layers.dense({ units: 1 })] });
  model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });`;

/** What the kernel tells the designer on its comm. */
const toldBy = (messages: readonly Message[]) =>
  messages
    .filter(({ type, content }) => type === 'comm_msg' && content.comm_id === COMM)
    .map(({ content }) => content.data);

describe('a designer on the wire', () => {
  let kernel: Kernel;
  let spec: Record<string, unknown>;
  let id: string;
  const heard: Message[] = [];

  beforeAll(async () => {
    kernel = await Kernel.start('anneal');
    await kernel.run(MODEL);
    const shown = await kernel.run('const d = design(cosine({ peak: 1e-2 }));');
    const { design, ...rest } = shown.of('display_data')[0].data[SCHEDULE_MIME];
    [spec, id] = [rest, design];
    kernel.watch((message) => heard.push(message));
    await kernel.post('comm_open', { comm_id: COMM, target_name: 'anneal', data: { of: design } });
  });
  afterAll(() => kernel.stop());

  it('is given the schedule when it opens', () => {
    expect(toldBy(heard)).toMatchObject([{ spec: { family: 'cosine', values: { peak: 1e-2 } } }]);
  });

  it('steers the fit that runs: the next update uses what it sends, and what cannot be used is answered', async () => {
    heard.length = 0;
    const next = { ...spec, values: { peak: 2e-3 } };
    const bad = { ...spec, values: { peak: 2e-3, steps: 7 } };
    const steps: number[] = [];
    const stop = kernel.watch((message) => {
      for (const { run } of toldBy([message])) if (run) steps.push(run.step);
      const edits = [next, bad][steps.length - 1];
      if (edits && toldBy([message]).some(({ run }) => run)) {
        void kernel.post('comm_msg', {
          comm_id: COMM,
          data: { spec: edits, edits: steps.length },
        });
      }
    });
    const answer = await kernel.run(
      `const run = await fit(model, x, y, d, { epochs: 6, batchSize: 16 });
       console.log(JSON.stringify({ lr: [...run.history.lr], changes: run.changes, shown: d.schedule.spec }));`,
    );
    stop();
    const { lr, changes, shown } = JSON.parse(answer.text('stdout'));
    expect(lr).toHaveLength(1200);
    expect(changes).toHaveLength(1);
    const [{ step }] = changes;
    expect(step).toBeGreaterThanOrEqual(steps[0] as number);
    expect(step).toBeLessThan(1200);
    const plan = { examples: 3200, batchSize: 16, epochs: 6 };
    const [before, after] = [spec, next].map((one) => fromSpec(one).withPlan(plan) as Schedule);
    for (const [at, rate] of lr.entries()) {
      const schedule = (at < step ? before : after) as Schedule;
      expect(Math.fround(rate), `step ${at}`).toBe(Math.fround(schedule(at)));
    }
    expect(shown).toEqual(changes[0].spec);
    expect(changes[0].spec).toEqual(after?.spec);

    const told = toldBy(heard);
    const problems = told.filter(({ problem }) => problem);
    expect(problems).toMatchObject([
      { problem: expect.stringContaining('7 updates'), after: 2, spec: after?.spec },
    ]);
    const runs = told.filter(({ run }) => run).map(({ run }) => run);
    expect(runs.at(-1)).toMatchObject({
      status: { word: 'finished' },
      step: 1200,
      changes: [step],
    });
    for (const run of runs) expect(JSON.stringify(run).length).toBeLessThan(20_000);
  });

  it('has the last run at once when another output shows it', async () => {
    const messages = await kernel.post('comm_open', {
      comm_id: 'another',
      target_name: 'anneal',
      data: { of: id },
    });
    const told = messages
      .filter(({ type }) => type === 'comm_msg')
      .map(({ content }) => content.data);
    expect(told).toMatchObject([
      { spec: { values: { peak: 2e-3 } } },
      { run: { step: 1200, status: { word: 'finished', kind: 'done' } } },
    ]);
  });

  it('is told why an edit cannot be read, and keeps what it has', async () => {
    const send = { comm_id: 'another', data: { spec: { family: 'nobody', values: {} }, edits: 1 } };
    const [, answer] = await kernel.post('comm_msg', send);
    expect(answer?.content.data).toEqual({ problem: expect.stringContaining('nobody') });
    expect((await kernel.run('console.log(d.schedule.spec.values.peak);')).text('stdout')).toBe(
      '0.002\n',
    );
  });
});
