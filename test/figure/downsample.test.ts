import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Buckets, extremes } from '../../src/figure';

const series = fc.array(
  fc.oneof(fc.double({ min: -9, max: 9, noNaN: true }), fc.constant(Number.NaN)),
  {
    maxLength: 300,
  },
);
const limit = fc.integer({ min: 1, max: 20 });

describe('Buckets', () => {
  it('keeps the lowest and the highest of each bucket', () => {
    fc.assert(
      fc.property(series, limit, (values, most) => {
        const buckets = new Buckets(most).update(values, values.length);
        const list = buckets.list();
        expect(list.length).toBeLessThanOrEqual(most);
        list.forEach(({ low, high, bad, last }, i) => {
          const part = values.slice(i * buckets.size, (i + 1) * buckets.size);
          const finite = part.filter(Number.isFinite);
          expect(last).toBe(Math.min((i + 1) * buckets.size, values.length) - 1);
          expect(values[low]).toBe(finite.length ? Math.min(...finite) : undefined);
          expect(values[high]).toBe(finite.length ? Math.max(...finite) : undefined);
          expect(bad < 0).toBe(part.every(Number.isFinite));
        });
      }),
    );
  });

  it('around a part tells that part finer, and leaves no value out', () => {
    fc.assert(
      fc.property(series, limit, fc.nat(320), fc.nat(320), (values, most, a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const around = Buckets.around(values, values.length, [from, to], { limit: most });
        const whole = new Buckets(most).update(values, values.length);
        expect(around).toMatchObject({ lowest: whole.lowest, highest: whole.highest });
        expect(around.average).toEqual(whole.average);
        const list = around.list([], 1);
        const ends = list.map(({ last }) => last);
        expect(ends.filter((last) => last >= from && last <= to).length).toBeLessThanOrEqual(most);
        expect(ends).toEqual([...new Set(ends)].sort((one, other) => one - other));
        expect(ends.at(-1)).toBe(values.length > 0 ? values.length - 1 : undefined);
        list.forEach(({ low, high, bad }, i) => {
          const part = values.slice((ends[i - 1] ?? -1) + 1, (ends[i] as number) + 1);
          const finite = part.filter(Number.isFinite);
          expect(values[low]).toBe(finite.length ? Math.min(...finite) : undefined);
          expect(values[high]).toBe(finite.length ? Math.max(...finite) : undefined);
          expect(bad < 0).toBe(part.every(Number.isFinite));
        });
      }),
    );
  });

  it('is the same however the values came', () => {
    fc.assert(
      fc.property(series, limit, fc.array(fc.nat(300)), (values, most, stops) => {
        const grown = new Buckets(most);
        for (const stop of stops.sort((a, b) => a - b)) {
          grown.update(values, Math.min(stop, values.length));
        }
        const whole = new Buckets(most).update(values, values.length);
        expect(grown.update(values, values.length).list()).toEqual(whole.list());
      }),
    );
  });

  it('joined further is the same as with a lower limit', () => {
    fc.assert(
      fc.property(series, limit, (values, most) => {
        const joined = new Buckets(most * 8).update(values, values.length).list(values, most);
        expect(joined).toEqual(new Buckets(most).update(values, values.length).list());
      }),
    );
  });

  it('leaves the points of earlier buckets where they are while it grows', () => {
    const values = Array.from({ length: 1000 }, (_, i) => Math.sin(i * 1.7));
    const before = new Buckets(64).update(values, 900).list();
    const after = new Buckets(64).update(values, 1000).list();
    expect(after.slice(0, before.length - 1)).toEqual(before.slice(0, -1));
  });

  it('smooths by the debiased average, which begins at the first value', () => {
    const buckets = new Buckets(8, 0.9).update([4, 2], 2);
    expect(buckets.list()[0]?.smooth).toBeCloseTo(4, 12);
    expect(buckets.average).toBeCloseTo((0.9 * 4 + 2) / 1.9, 12);
  });

  it('never averages a value that is not finite', () => {
    const clean = new Buckets(8).update([1, 2], 2).average;
    expect(new Buckets(8).update([1, Number.NaN, 2, Number.POSITIVE_INFINITY], 4).average).toBe(
      clean,
    );
  });
});

describe('extremes()', () => {
  it('keeps the extremes of all, the first and the last, in order', () => {
    fc.assert(
      fc.property(series, limit, (values, most) => {
        const steps = extremes(new Buckets(most).update(values, values.length).list());
        expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
        expect(steps.length).toBeLessThanOrEqual(2 * most + 2);
        if (values.length === 0) return;
        expect(steps[0]).toBe(0);
        expect(steps.at(-1)).toBe(values.length - 1);
        const finite = values.filter(Number.isFinite);
        const kept = steps.map((step) => values[step] as number).filter(Number.isFinite);
        if (finite.length === 0) return;
        expect(Math.min(...kept)).toBe(Math.min(...finite));
        expect(Math.max(...kept)).toBe(Math.max(...finite));
      }),
    );
  });
});
