import { describe, expect, it } from 'vitest';
import * as library from '../../src/schedule';
import {
  constant,
  cosine,
  cosineRestarts,
  exponentialDecay,
  type Feedback,
  families,
  fromSpec,
  linear,
  lint,
  piecewise,
  type Schedule,
  stepDecay,
} from '../../src/schedule';

const builders = families
  .filter((family) => family.parts === 0)
  .map(
    ({ id }) =>
      [id, (library as unknown as Record<string, () => Schedule | Feedback>)[id]] as const,
  );

describe('lint()', () => {
  it.each(builders)('finds nothing in %s() and in a warm-up of it', (_, build) => {
    const schedule = (build as () => Schedule | Feedback)();
    const plan = { examples: 60_000, batchSize: 64, epochs: 10 };
    expect(lint(schedule)).toEqual([]);
    expect(lint(schedule.warmup('5%'))).toEqual([]);
    expect(lint(schedule, plan)).toEqual([]);
    expect(lint(schedule.warmup('5%'), plan)).toEqual([]);
  });

  it('does not take a name for a promise that says there is no warm-up', () => {
    const named = (label: string) => lint(cosine({ steps: 100 }).named(label));
    expect(named('cosine without warm-up')).toEqual([]);
    expect(named('cosine, no warmup')).toEqual([]);
    expect(lint(cosine({ steps: 100 }).warmup(5).named('with warmup'))).toEqual([]);
  });

  it.each([
    [
      'no-warmup',
      cosine({ peak: 0.1, steps: 100 }).named('Cosine annealing with warm-up'),
      0,
      'Its name promises a warm-up and it has none: the first update has the full rate, 0.1',
    ],
    [
      'zero-first-rate',
      piecewise({ boundaries: [10], values: [0, 1], interpolate: 'linear' }),
      0,
      'The first update has rate 0: it changes nothing',
    ],
    [
      'rebound',
      cosine({ peak: 1, after: 'mirror' }),
      1001,
      'Rises again after its end, from 2.47e-6 by up to 1',
    ],
    [
      'jump',
      constant({ peak: 1, steps: 10 }).followedBy(cosine({ peak: 0.5, steps: 990 })),
      10,
      'Jumps down 50 % at step 10, from 1 to 0.5',
    ],
    [
      'jump',
      linear({ peak: 1, steps: 100 }).followedBy(constant({ peak: 1, steps: 50 })),
      100,
      'Jumps up 99 % at step 100, from 0.01 to 1',
    ],
    [
      'floor-not-reached',
      linear({ peak: 1, steps: 20 }),
      19,
      'The last update, step 19, is still 0.05 above the floor',
    ],
    [
      'float32-loss',
      exponentialDecay({ peak: 1, k: 1 }),
      88,
      'The rate of step 88, 6.05e-39, is too small for float32: optimizers round it',
    ],
    [
      'cut-cycle',
      cosineRestarts({ cycle: 300, steps: 1000 }),
      999,
      'The last cycle is cut 200 updates before it could be as long as the one before',
    ],
  ] as const)('%s in %s', (rule, schedule, at, message) => {
    const found = lint(schedule);
    expect(found.map((finding) => [finding.rule, finding.at, finding.message])).toEqual([
      [rule, at, message],
    ]);
  });

  it.each([
    [
      'warmup-fills-run',
      cosine({ steps: 100 }).warmup(500),
      300,
      'The warm-up of 500 updates fills the run of 300: the rate never comes down',
    ],
    [
      'cut-short',
      cosine({ peak: 1, steps: 1000 }),
      500,
      'The run ends 500 updates before the schedule, at a rate of 0.502',
    ],
    [
      'ends-early',
      stepDecay({ peak: 1, steps: 100, every: 25 }),
      150,
      'The schedule ends 50 updates before the run, which goes on at 0.125',
    ],
  ] as const)('%s in %s over another plan', (rule, schedule, steps, message) => {
    const found = lint(schedule, { steps });
    expect(found.find((finding) => finding.rule === rule)?.message).toBe(message);
  });

  it('gives fixes that leave nothing to find', () => {
    const schedules = [
      constant({ peak: 1, steps: 10 }).followedBy(cosine({ peak: 0.5, steps: 990 })),
      linear({ peak: 1, steps: 20 }).warmup(5),
      cosine({ peak: 1, after: 'continue' }).warmup(5),
    ];
    for (const schedule of schedules) {
      const [finding] = lint(schedule);
      expect(finding?.fix?.message).toBeTruthy();
      expect(lint(fromSpec(finding?.fix?.spec))).toEqual([]);
    }
  });

  it('is quiet about what is meant: restarts, steps, steep ends', () => {
    expect(lint(cosineRestarts({ cycle: 100, lengthMultiplier: 2, steps: 700 }))).toEqual([]);
    expect(lint(library.wsd({ steps: 100 }))).toEqual([]);
    expect(lint(library.oneCycle({ steps: 10 }))).toEqual([]);
  });
});
