import { describe, expect, it } from 'vitest';
import { minMaxLttb } from '../../src/figure';
import { losses, random } from './examples/losses';

describe('minMaxLttb()', () => {
  it('keeps the first, the last, and every extreme of many equal parts', () => {
    const values = losses(100_000);
    const steps = minMaxLttb(values, values.length, 2000);
    expect(steps.length).toBeLessThanOrEqual(2000);
    expect([steps[0], steps.at(-1)]).toEqual([0, 99_999]);
    expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
    const kept = new Set(steps);
    for (let from = 0; from < 98_304; from += 1024) {
      const part = values.subarray(from, from + 1024);
      expect(kept.has(from + part.indexOf(Math.max(...part)))).toBe(true);
      expect(kept.has(from + part.indexOf(Math.min(...part)))).toBe(true);
    }
  });

  it('never loses a single spike, wherever it is', () => {
    const next = random(3);
    for (let turn = 0; turn < 50; turn++) {
      const values = new Float64Array(20_000).fill(1);
      const at = Math.floor(next() * 20_000);
      values[at] = next() < 0.5 ? 7 : -7;
      expect(minMaxLttb(values, 20_000, 200)).toContain(at);
    }
  });

  it('follows a smooth curve closer than the extremes of parts', () => {
    const values = Float64Array.from({ length: 50_000 }, (_, i) => Math.sin(i / 3000));
    const steps = minMaxLttb(values, values.length, 128);
    let worst = 0;
    for (let k = 1; k < steps.length; k++) {
      const [a, b] = [steps[k - 1] as number, steps[k] as number];
      for (let i = a; i <= b; i += 7) {
        const line =
          (values[a] as number) +
          (((values[b] as number) - (values[a] as number)) * (i - a)) / (b - a);
        worst = Math.max(worst, Math.abs(line - (values[i] as number)));
      }
    }
    expect(worst).toBeLessThan(0.03);
  });

  it('keeps gaps where they begin, and is every step of a short series', () => {
    const values = losses(10_000).map((value, i) => (i >= 5000 && i < 6000 ? Number.NaN : value));
    const steps = minMaxLttb(values, values.length, 500);
    expect(steps.some((step) => step >= 5000 && step < 6000)).toBe(true);
    expect(minMaxLttb([3, 1, 2], 3, 100)).toEqual([0, 1, 2]);
  });
});
