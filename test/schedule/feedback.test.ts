import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  constant,
  cosine,
  type Feedback,
  fromSpec,
  greedy,
  isFeedback,
  plateau,
  product,
  sequence,
} from '../../src/schedule';

const metrics = fc.array(
  fc.oneof(fc.double({ min: -5, max: 5, noNaN: true }), fc.constant(Number.NaN)),
);
const feedbacks = [
  plateau({ peak: 1, factor: 0.5, patience: 2, cooldown: 1 }),
  plateau({ peak: 1, factor: 0.5, patience: 1, convention: 'keras', mode: 'max', floor: 0.01 }),
  greedy({ peak: 1, factor: 0.5, patience: 1, floor: 0.1, resetAfter: 2, average: 3 }),
  plateau({ peak: 1, factor: 0.5, patience: 1 }).warmup(5),
  sequence([cosine({ peak: 2, steps: 10 }), greedy({ peak: 1, patience: 0 }), constant()], [4, 6]),
  product(cosine({ peak: 1, steps: 20 }), plateau({ peak: 1, factor: 0.1, patience: 0 })).scale(3),
];

describe('feedback', () => {
  it.each(feedbacks.map((feedback) => [String(feedback), feedback] as const))(
    '%s replays as it goes, and resumes anywhere',
    (_, feedback) => {
      fc.assert(
        fc.property(metrics, fc.nat(), (log, cut) => {
          const replayed = feedback.replay(log);
          let state = feedback.start();
          const rates = log.map((metric) => {
            state = feedback.next(state, metric);
            return state.rate;
          });
          expect(rates).toEqual(replayed);
          // a run keeps the spec and the metrics, and nothing else
          const at = cut % (log.length + 1);
          let resumed = (fromSpec(JSON.stringify(feedback)) as Feedback).start(log.slice(0, at));
          for (const [index, metric] of log.slice(at).entries()) {
            resumed = feedback.next(feedback.start(resumed.toJSON().metrics), metric);
            expect(resumed.rate).toBe(replayed[at + index]);
          }
          for (const rate of rates) expect(rate >= 0 && rate < Infinity).toBe(true);
        }),
        { numRuns: 40 },
      );
    },
  );

  it('keeps the future of an older state apart', () => {
    const feedback = plateau({ peak: 1, factor: 0.5, patience: 0 });
    const first = feedback.next(feedback.start(), 1);
    const worse = feedback.next(first, 2);
    const better = feedback.next(first, 0.5);
    expect([worse.rate, better.rate, feedback.next(worse, 3).rate]).toEqual([0.5, 1, 0.25]);
    expect(better.toJSON()).toEqual({ metrics: [1, 0.5] });
  });

  it('is an object that combines like a schedule, and knows what it is', () => {
    const feedback = plateau({ peak: 1 }).warmup(3).named('mine');
    expect(isFeedback(feedback)).toBe(true);
    expect(isFeedback(cosine())).toBe(false);
    expect([feedback.label, feedback.steps]).toEqual(['mine', 1003]);
    expect(String(feedback)).toBe("plateau({ peak: 1 }).warmup(3).named('mine')");
    expect(fromSpec(JSON.stringify(feedback)).spec).toEqual(feedback.spec);
  });

  it('asks for more of a negative metric too, where a signed share asks for less', () => {
    const log = [-1, -0.95, -0.99, -1.05];
    const options = { peak: 1, factor: 0.5, patience: 0, relative: 0.1 } as const;
    expect(plateau(options).replay(log)).toEqual([1, 0.5, 0.25, 0.125]);
    expect(plateau({ ...options, signed: true }).replay(log)).toEqual([1, 1, 1, 1]);
  });

  it('costs the same for each metric, however long the log', () => {
    const feedback = plateau({ peak: 1 });
    let state = feedback.start();
    for (let step = 0; step < 200_000; step++) state = feedback.next(state, step);
    expect(state.step).toBe(200_000);
  });

  it('refuses what is no metric and no state', () => {
    const feedback = plateau();
    expect(() => feedback.next(feedback.start(), '1' as never)).toThrow(
      "a metric must be a number, got '1'",
    );
    expect(() => feedback.next({} as never, 1)).toThrow('the state must come from start or next');
    expect(() => feedback.start(3 as never)).toThrow('the metrics must be a list, got 3');
  });
});

interface PlateauRecord {
  readonly id: string;
  readonly params: Readonly<Record<string, number>>;
  readonly baseLr: number;
  readonly metrics: readonly number[];
  readonly lr: readonly number[];
}

describe('a plateau counts as its library does', () => {
  const records = (file: string, kind: RegExp): PlateauRecord[] =>
    JSON.parse(readFileSync(`test/golden/${file}.json`, 'utf8')).records.filter(
      (record: PlateauRecord & { class: string }) =>
        kind.test(record.class) && record.lr.length > 0,
    );
  const near = (
    feedback: Feedback,
    { metrics, lr, id }: PlateauRecord,
    tolerance: number,
  ): void => {
    const rates = feedback.replay(metrics);
    for (const [index, rate] of rates.entries()) {
      const expected = lr[index] as number;
      expect(Math.abs(rate - expected), `${id}, metric ${index}`).toBeLessThanOrEqual(
        tolerance * expected,
      );
    }
  };

  it.each(records('pytorch', /Plateau/))('$id of PyTorch', (record) => {
    const {
      threshold = 1e-4,
      threshold_mode: mode = 'rel',
      min_lr = 0,
      eps = 1e-8,
      ...same
    } = record.params;
    const absolute = (mode as unknown) === 'abs';
    const options = {
      peak: record.baseLr,
      relative: absolute ? 0 : threshold,
      absolute: absolute ? threshold : 0,
      floor: min_lr,
      leastCut: eps,
      signed: true,
      ...same,
    };
    near(plateau(options), record, 1e-12);
  });

  it.each(records('keras', /Plateau/))('$id of Keras', (record) => {
    const { min_delta = 1e-4, min_lr = 0, ...same } = record.params;
    const options = {
      relative: 0,
      absolute: min_delta,
      floor: min_lr,
      convention: 'keras',
    } as const;
    near(plateau({ ...options, peak: record.baseLr, ...same }), record, 2e-6);
  });

  it.each(records('optax', /plateau/))('$id of Optax', (record) => {
    const { rtol = 1e-4, atol = 0, min_scale = 0, ...same } = record.params;
    const options = {
      relative: rtol,
      absolute: atol,
      floor: min_scale,
      convention: 'optax',
      signed: true,
    } as const;
    near(plateau({ ...options, peak: 1, ...same }), record, 2e-6);
  });
});
