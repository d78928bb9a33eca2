import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cosine, custom, linear, plateau, type Schedule } from '../../src/schedule';
import {
  type FitOptions,
  type Run,
  readLearningRate,
  type Steerable,
  train,
} from '../../src/train';
import { loop } from '../../src/train/train-loop';
import { tf, toyData, toyModel } from './tensorflow';

/** Updates of 100 examples in batches of 10. */
const STEPS = 40;
const first = cosine({ peak: 0.05, floor: 1e-4 });
const second = linear({ peak: 0.02, floor: 1e-3 });
const plan = { examples: 100, batchSize: 10, epochs: 4 };

let data: ReturnType<typeof toyData>;
beforeEach(() => {
  data = toyData();
});
afterEach(() => {
  vi.restoreAllMocks();
  tf.disposeVariables();
  tf.dispose([data.x, data.y]);
});

type Turns = Readonly<Record<number, Schedule>>;

/** Steers after some updates; hears what the training answers. */
class Wheel implements Steerable {
  schedule: Schedule = first;
  readonly kept: (string | undefined)[] = [];
  readonly seen: string[] = [];

  keep(schedule: Schedule, problem?: string): void {
    this.schedule = schedule;
    this.kept.push(problem);
  }

  watch(run: Run): void {
    this.seen.push(run.status);
  }
}

/** Trains while the schedule becomes another after some updates; gives what the optimizer really had as well. */
async function steer(
  turns: Turns,
  wheel: { schedule: Schedule } = new Wheel(),
  options: FitOptions = {},
): Promise<{ run: Run; used: number[] }> {
  const model = toyModel(tf.train.adam(1));
  const used: number[] = [];
  const onBatchEnd = (): void => {
    used.push(readLearningRate(model.optimizer));
    const next = turns[used.length];
    if (next) wheel.schedule = next;
  };
  const run = await train(model, data, wheel, {
    ...{ epochs: 4, batchSize: 10, callbacks: { onBatchEnd } },
    ...options,
  });
  return { run, used };
}

const single = (rates: Iterable<number>): number[] => Array.from(rates, Math.fround);

describe('a run that is steered', () => {
  it('uses the new schedule from the next update on, and keeps what was used', async () => {
    const { run, used } = await steer({ 17: second });
    const [before, after] = [first.withPlan(plan), second.withPlan(plan)];
    const wanted = Array.from({ length: STEPS }, (_, step) => (step < 17 ? before : after)(step));
    expect(single(run.history.lr)).toEqual(single(wanted));
    expect([...run.history.lr]).toEqual(used);
    expect(run.changes).toMatchObject([{ step: 17, spec: after.spec }]);
    expect(Array.from(run.history.step, run.planned)).toEqual(wanted);
    expect(run.status).toBe('finished');
  });

  it('is steered again, and of two changes before one update the last counts', async () => {
    const wheel = new Wheel();
    const { run } = await steer({ 5: second, 9: first, 30: second }, wheel);
    expect(run.changes.map(({ step }) => step)).toEqual([5, 9, 30]);
    expect(run.planned(4)).toBe(first.withPlan(plan)(4));
    expect(run.planned(7)).toBe(second.withPlan(plan)(7));
    expect(run.planned(20)).toBe(first.withPlan(plan)(20));
    expect(run.toString()).toContain('schedule changed at step 5, 9, 30');
    expect(run.toJSON()).toMatchObject({ changes: [{ step: 5 }, { step: 9 }, { step: 30 }] });
  });

  it('begins with the plan of the run, shows itself to the end, and takes no equal schedule for a change', async () => {
    const wheel = new Wheel();
    const { run } = await steer({ 8: cosine({ peak: 0.05, floor: 1e-4 }) }, wheel);
    expect(run.changes).toEqual([]);
    expect(wheel.schedule.steps).toBe(STEPS);
    expect(wheel.seen.at(-1)).toBe('finished');
  });

  const feedback = plateau({ peak: 0.05 }) as unknown as Schedule;
  it.each<[string, Schedule, RegExp]>([
    ['another length', cosine({ peak: 0.01, steps: 12 }), /has 12 updates .* one of 40; keep/],
    ['a feedback', feedback, /not to one that listens to metrics/],
    ['a function', custom({ rate: () => 1, steps: STEPS }), /cannot be written/],
  ])('keeps the last good schedule when it is given %s, and says why', async (_, bad, message) => {
    const wheel = new Wheel();
    const { run } = await steer({ 6: second, 20: bad }, wheel);
    expect(run.changes.map(({ step }) => step)).toEqual([6]);
    expect(single(run.history.lr.slice(6))).toEqual(
      single(Array.from({ length: 34 }, (__, i) => second.withPlan(plan)(i + 6))),
    );
    expect(wheel.kept.filter((problem) => problem !== undefined)).toEqual([
      expect.stringMatching(message),
    ]);
    expect(wheel.schedule.spec).toEqual(second.withPlan(plan).spec);
    expect(run.warnings).toEqual([]);
  });

  it('is warned of what cannot be used when nobody listens', async () => {
    vi.spyOn(console, 'warn').mockReturnValue();
    const { run } = await steer({ 20: cosine({ steps: 12 }) }, { schedule: first });
    expect(run.warnings).toEqual([expect.stringContaining('Cannot steer: the schedule has 12')]);
    expect(run.changes).toEqual([]);
  });

  it('changes between groups of accumulated batches, never within one', async () => {
    const { run } = await steer({ 6: second }, new Wheel(), { accumulation: 4 });
    const [change] = run.changes;
    expect(change?.step).toBe(2);
    expect(Math.fround(run.history.lr[1] as number)).toBe(Math.fround(run.planned(1)));
    expect(run.planned(2)).toBe(second.withPlan({ ...plan, accumulation: 4 })(2));
  });

  it('is cut by a roll-back as before', async () => {
    const values = await data.x.array();
    const x = tf.tensor2d([...values.slice(0, 55), [Number.NaN, 0], ...values.slice(56)]);
    vi.spyOn(console, 'warn').mockReturnValue();
    const wheel = new Wheel();
    const model = toyModel(tf.train.sgd(1));
    const run = await train(
      model,
      { x, y: data.y },
      wheel,
      { epochs: 4, batchSize: 10, shuffle: false, onNaN: { rollback: 'best', factor: 0.5 } },
      {
        updated: ({ run: { steps } }) => {
          if (steps === 10) wheel.schedule = second;
        },
      },
    );
    x.dispose();
    expect(run.changes.map(({ step }) => step)).toEqual([10]);
    expect(run.events.length).toBeGreaterThan(1);
    const before = second.withPlan(plan);
    expect(Math.fround(run.history.lr[12] as number)).toBe(Math.fround(before(12) * 0.5));
  });

  it('may be a loop of one’s own', async () => {
    const wheel = new Wheel();
    const seen: number[] = [];
    const run = await loop({
      schedule: wheel,
      steps: STEPS,
      step: ({ step, lr }) => {
        seen.push(lr);
        if (step === 9) wheel.schedule = second;
        return 1 / (step + 1);
      },
    });
    const own = { epochs: 1, stepsPerEpoch: STEPS };
    expect(run.changes.map(({ step }) => step)).toEqual([10]);
    expect(seen[9]).toBe(first.withPlan(own)(9));
    expect(seen[10]).toBe(second.withPlan(own)(10));
  });
});
