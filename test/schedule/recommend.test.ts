import { describe, expect, it } from 'vitest';
import { lint, recommend, type Situation } from '../../src/schedule';

const situations: Situation[] = (['simple', 'deep', 'transformer'] as const).flatMap((model) =>
  (['sgd', 'momentum', 'adam'] as const).flatMap((optimizer) =>
    [3, 30, 300].flatMap((epochs) =>
      [32, 4096].map((batchSize) => ({ model, optimizer, epochs, batchSize })),
    ),
  ),
);

describe('recommend()', () => {
  it.each(situations)(
    'gives reasons, sources and schedules that lint finds nothing in, for %o',
    (situation) => {
      const advice = recommend(situation);
      expect(advice.length).toBeGreaterThanOrEqual(2);
      for (const { schedule, reason, source, notWhen } of advice) {
        expect(reason.length > 30 && notWhen.length > 30).toBe(true);
        expect(source.url).toMatch(/^https:\/\//);
        const { epochs = 1, batchSize = 1 } = situation;
        // a straight line over a few dozen updates cannot land within 1 %
        if (Math.ceil(60_000 / batchSize) * epochs < 100) continue;
        expect(lint(schedule, { examples: 60_000, batchSize, epochs }), String(schedule)).toEqual(
          [],
        );
      }
    },
  );

  it('warms up longer and higher for large batches', () => {
    const first = (batchSize: number) =>
      String(recommend({ model: 'deep', epochs: 90, batchSize, optimizer: 'sgd' })[0]?.schedule);
    expect(first(256)).toBe("cosine({ peak: 0.1 }).warmup('5%')");
    expect(first(4096)).toBe("cosine({ peak: 1.6 }).warmup('6%')");
  });

  it('refuses what it does not know', () => {
    expect(() => recommend({ model: 'huge' } as never)).toThrow(
      'model must be one of simple, deep, transformer, got huge',
    );
    expect(() => recommend({ model: 'deep', epochs: -1 })).toThrow(
      'epochs must be a finite number above 0, got -1',
    );
  });
});
