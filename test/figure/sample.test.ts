import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findJumps, sampleCurve } from '../../src/figure/sample';
import { cosine, curveOf, cycle, stairs, warmup } from './examples/curves';

describe('sampleCurve()', () => {
  it('has both sides of every drop of a step decay', () => {
    const every = fc.integer({ min: 2, max: 400 });
    fc.assert(
      fc.property(every, fc.integer({ min: 100, max: 5000 }), (each, steps) => {
        const curve = curveOf('stairs', [stairs(steps, 1, each)]);
        const sample = sampleCurve(curve);
        // a drop below a hundredth of the whole range cannot be seen
        const drops = [1, 2, 3, 4, 5].map((n) => n * each).filter((step) => step < steps - 1);
        expect(sample.jumps.map((jump) => jump.step)).toEqual(expect.arrayContaining(drops));
        for (const step of drops)
          expect(sample.steps).toEqual(expect.arrayContaining([step - 1, step]));
      }),
    );
  });

  it('finds no jump in smooth curves, however few their steps', () => {
    for (const steps of [5, 20, 300, 5000]) {
      const curve = curveOf('smooth', [warmup(steps, 1), cosine(steps * 4, 1, 0)]);
      expect(sampleCurve(curve).jumps, String(steps)).toEqual([]);
    }
  });

  it('marks restarts and both their sides', () => {
    const curve = curveOf('restarts', [cycle(1, 70, 1, 0), cycle(2, 70, 1, 0)]);
    const sample = sampleCurve(curve);
    expect(sample.jumps).toEqual([{ step: 70, restart: true }]);
    expect(sample.steps).toEqual(expect.arrayContaining([69, 70]));
  });

  it('stays small with hundreds of cycles and keeps their peaks', () => {
    const cycles = Array.from({ length: 500 }, (_, i) => cycle(i + 1, 20, 1, 0));
    const sample = sampleCurve(curveOf('many', cycles));
    expect(sample.steps.length).toBeLessThan(600);
    expect(sample.steps.filter((step) => step % 20 === 0).length).toBeGreaterThan(100);
  });

  it('copes with one step', () => {
    expect(sampleCurve(curveOf('one', [warmup(1, 1)])).steps).toEqual([0]);
  });
});

describe('findJumps()', () => {
  it('finds several drops between two points of the grid', () => {
    const rate = (step: number): number => (step < 30 ? 4 : step < 50 ? 2 : 1);
    expect(findJumps(rate, [0, 100], 3)).toEqual([30, 50]);
  });
});
