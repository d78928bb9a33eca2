import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { RangeTest, type RangeTestOptions } from '../../../src/train';
import { rangePlanOf } from '../../../src/train/range/range-options';
import { CURVES, lossesOf, RATES } from './curves';

/** A test that measured some curves, each until it diverged. */
function measured(
  curves: readonly (readonly number[])[],
  options: RangeTestOptions = {},
): RangeTest {
  const plan = rangePlanOf({ steps: RATES.length, repeats: curves.length, ...options });
  const test = new RangeTest(plan, options.title);
  for (const losses of curves) {
    test.beginSweep();
    for (const [i, rate] of RATES.entries()) {
      if (!test.recordUpdate(rate, losses[i] as number)) break;
    }
  }
  test.end(false);
  return test;
}

const falling = lossesOf(CURVES.ok['falls and diverges']);

describe('RangeTest', () => {
  it('ends when the averaged loss is above 4 × its lowest, and says so', () => {
    const test = measured([falling]);
    expect(test.status).toBe('diverged');
    expect(test.stopReason).toBe('the loss passed 4 × its best');
    const { smoothed } = test;
    const lowest = Math.min(...smoothed);
    expect(smoothed.at(-1)).toBeGreaterThan(4 * lowest);
    expect(smoothed.at(-2)).toBeLessThanOrEqual(4 * lowest);
    expect(test.verdict).toBe('ok');
    expect(measured([falling], { divergeAt: Infinity }).status).toBe('finished');
  });

  it('ends at once with a loss that is no number', () => {
    const test = measured([falling.map((loss, i) => (i === 60 ? Number.NaN : loss))]);
    expect(test.stopReason).toBe('the loss is NaN');
    expect(test.rates).toHaveLength(61);
    expect(test.losses.at(-1)).toBeNaN();
    for (const name of ['valley', 'steep', 'slide', 'minimum'] as const) {
      expect(test[name]).toBeGreaterThan(0);
    }
  });

  it('reads the averaged curve without its first tenth and its last five', () => {
    const test = measured([falling]);
    expect(test.suggestion.used).toEqual([10, test.rates.length - 5]);
    expect(test.minimum * 10).toBe(test.rates[test.smoothed.indexOf(Math.min(...test.smoothed))]);
    const all = measured([falling], { skipStart: 0, skipEnd: 0 });
    expect(all.suggestion.used).toEqual([0, all.rates.length]);
  });

  it('has the median of its repeats, the band around it, and their spread', () => {
    const level = (by: number): number[] => falling.map((loss) => loss + by);
    const test = measured([level(0), level(0.3), level(0.1)], { divergeAt: Infinity });
    expect(test.losses[50]).toBeCloseTo((falling[50] as number) + 0.1, 12);
    expect(test.low[50]).toBe(falling[50]);
    expect(test.high[50]).toBeCloseTo((falling[50] as number) + 0.3, 12);
    const mean = 0.4 / 3;
    const variance = ((0 - mean) ** 2 + (0.3 - mean) ** 2 + (0.1 - mean) ** 2) / 2;
    expect(test.suggestion.evidence.spread).toBeCloseTo(Math.sqrt(variance), 12);
    expect(test.verdict).toBe('ok');
    const apart = measured([level(0), level(3), level(-3)], { divergeAt: Infinity });
    expect(apart.verdict).toBe('noisy');
  });

  it('goes on as far as most repeats do', () => {
    const until = (end: number): number[] =>
      falling.map((loss, i) => (i < end ? loss : Number.NaN));
    const test = measured([until(40), until(60), until(80)], { divergeAt: Infinity });
    expect(test.rates).toHaveLength(61);
    expect(test.losses.subarray(0, 60).every(Number.isFinite)).toBe(true);
    expect(test.losses[60]).not.toSatisfy(Number.isFinite);
    expect(test.high[60]).toBe(falling[60]);
    expect(test.stopReason).toBe('the loss is NaN');
  });

  it('is not ended by a minority of its repeats', () => {
    const bad = falling.map((loss, i) => (i < 40 ? loss : Number.NaN));
    const calm = falling.map((loss) => Math.min(loss, 1));
    const test = measured([bad, calm, calm], { divergeAt: Infinity });
    expect([test.status, test.stopReason]).toEqual(['finished', undefined]);
    expect(test.rates).toHaveLength(100);
    expect(measured([bad, bad, calm], { divergeAt: Infinity }).status).toBe('diverged');
  });

  it('prints its suggestions where there is a signal, and why there is none', () => {
    expect(inspect(measured([falling], { title: 'Dense' }))).toMatch(
      /^Dense: diverged \(the loss passed 4 × its best\), \d\d of 100 steps from 1e-7 to 10 in 0\.0 s\n {2}ok: valley [\d.e-]+, steep [\d.e-]+, slide [\d.e-]+, minimum [\d.e-]+, within a factor of [\d.]+; the loss falls by 1\.\d+ from 2\.30, [\d.e+]+ × its noise$/,
    );
    expect(inspect(measured([lossesOf(() => 2.3)]))).toMatch(
      /no signal, flat: the loss stays within 0 % of 2\.30: test higher rates, or check the data and the loss$/,
    );
  });

  it('is flat before its first update, and prints', () => {
    const test = new RangeTest(rangePlanOf({}));
    expect(test.verdict).toBe('flat');
    expect([test.valley, test.steep, test.slide, test.minimum]).toEqual([1e-7, 1e-7, 1e-7, 1e-8]);
    expect(test.rates).toHaveLength(0);
    expect(String(test)).toContain('Range test: running, 0 of 100 steps');
    expect(test.toCSV()).toBe('lr,loss,smoothed,low,high\n');
  });

  it('tells a range that begins too high, though there are three points', () => {
    const test = measured([[2.3, 18.9, 9.6, ...falling.slice(3)]]);
    expect(test.rates.length).toBeLessThan(5);
    expect(test.verdict).toBe('rising');
    expect(test.suggestion.reason).toContain('test lower rates');
  });

  it('exports CSV and JSON that read back equal', () => {
    const test = measured([falling, falling.map((loss) => loss * 1.1)]);
    const [header, ...rows] = test.toCSV().trimEnd().split('\n');
    expect(header).toBe('lr,loss,smoothed,low,high,loss_1,loss_2');
    expect(rows).toHaveLength(test.rates.length);
    expect(rows[7]?.split(',').map(Number)).toEqual([
      test.rates[7],
      test.losses[7],
      test.smoothed[7],
      test.low[7],
      test.high[7],
      falling[7],
      (falling[7] as number) * 1.1,
    ]);
    const json = JSON.parse(JSON.stringify(test));
    expect(json.rates).toEqual([...test.rates]);
    expect(json.sweeps[0].losses).toEqual(test.sweeps[0]?.losses);
    expect(json.suggestion.valley).toBe(test.valley);
    expect(json.plan).toEqual({ ...test.plan });
    const never = JSON.parse(JSON.stringify(measured([falling], { divergeAt: Infinity })));
    expect(never.plan.divergeAt).toBe('Infinity');
  });
});
