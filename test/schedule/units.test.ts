import { describe, expect, it } from 'vitest';
import { constant, cosine, linear, preview, sequence } from '../../src/schedule';

describe('withPlan()', () => {
  const plan = { examples: 60_000, batchSize: 128, epochs: 10 };

  it('turns epochs, batches and shares into updates; an incomplete batch counts', () => {
    expect(cosine({ steps: '10ep' }).withPlan(plan).steps).toBe(4690);
    expect(cosine({ steps: '500ba' }).withPlan(plan).steps).toBe(500);
    expect(cosine({ steps: '500ba' }).withPlan({ ...plan, accumulation: 4 }).steps).toBe(125);
    expect(cosine({ steps: '5%' }).withPlan(plan).steps).toBe(235);
    expect(cosine({ steps: '0.05dur' }).withPlan(plan).steps).toBe(235);
  });

  it('gives a schedule without a length what the others leave', () => {
    const schedule = cosine({ peak: 1 }).warmup('5%').withPlan(plan);
    expect(schedule.steps).toBe(4690);
    expect(schedule.phases.map(({ from, to }) => [from, to])).toEqual([
      [0, 235],
      [235, 4690],
    ]);
    expect(sequence([constant(), linear()], ['2ep']).withPlan(plan).steps).toBe(4690);
  });

  it('is carried into combinations', () => {
    expect(cosine().withPlan(plan).warmup('1ep').phases[0]?.to).toBe(469);
  });

  it('names the fact that is missing', () => {
    const schedule = cosine({ steps: '10ep' }).warmup('5%');
    expect(() => schedule(0)).toThrow(RangeError);
    expect(() => schedule(0)).toThrow(
      "Cannot turn '5%' into updates without the length of the run: give it with schedule.withPlan({ examples, batchSize, epochs })",
    );
    expect(() => schedule.withPlan({ examples: 100, batchSize: 10 })(0)).toThrow(
      'the plan lacks epochs',
    );
    expect(() => cosine({ steps: '1ep' }).withPlan({ examples: 100 })(0)).toThrow(
      'the plan lacks batchSize',
    );
  });

  it('refuses plans and lengths that do not fit', () => {
    expect(() => cosine().withPlan({ epochs: -1 })).toThrow(
      'epochs must be a finite number above 0, got -1',
    );
    expect(() => cosine().withPlan({ batchSize: 1.5 })).toThrow(
      'batchSize must be a whole number above 0, got 1.5',
    );
    expect(() => cosine().warmup(100).withPlan({ steps: 100 })).toThrow(
      'Cannot build cosine annealing: the parts before it leave 0 updates of the plan; shorten them, lengthen the plan, or give it steps',
    );
  });
});

describe('preview()', () => {
  it('draws a schedule in epochs or per cent before its plan is known', () => {
    const epochs = preview(cosine({ steps: '10ep' }).warmup('1ep'));
    expect([epochs.unit, epochs.schedule.steps / epochs.stepsPerUnit]).toEqual(['epoch', 11]);
    expect(preview(cosine().warmup('5%'))).toMatchObject({ unit: 'percent', stepsPerUnit: 10 });
    expect(preview(cosine({ steps: 30 }))).toMatchObject({ unit: 'step', stepsPerUnit: 1 });
  });

  it('asks for the plan when units are mixed', () => {
    expect(() => preview(cosine({ steps: '10ep' }).warmup(500)).schedule(0)).toThrow('withPlan');
    expect(() => preview(cosine({ steps: 100 }).warmup('5%')).schedule(0)).toThrow('withPlan');
  });
});
