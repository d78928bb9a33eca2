import { describe, expect, it } from 'vitest';
import { preciseLog } from '../../src/library/precise-log';

describe('preciseLog()', () => {
  it('is the logarithm that C libraries give, to the last digit', () => {
    expect(preciseLog(1)).toBe(0);
    expect(preciseLog(Math.E)).toBe(1);
    expect([2, 3, 10, 243, 1e300].map(preciseLog)).toEqual([
      Math.LN2,
      1.0986122886681098,
      Math.LN10,
      5.493061443340548,
      690.7755278982137,
    ]);
  });

  it('misses the powers that Python misses', () => {
    // math.log(243, 3) and math.log(1000, 10)
    expect(preciseLog(243) / preciseLog(3)).toBe(4.999999999999999);
    expect(preciseLog(1000) / preciseLog(10)).toBe(2.9999999999999996);
  });

  it('is within a unit in the last place of Math.log', () => {
    for (let x = 1e-3; x < 1e9; x *= 1.37) {
      expect(Math.abs(preciseLog(x) / Math.log(x) - 1)).toBeLessThan(2e-15);
    }
  });
});
