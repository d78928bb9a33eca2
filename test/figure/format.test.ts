import { describe, expect, it } from 'vitest';
import {
  formatLoss,
  formatPace,
  formatPercent,
  formatRate,
  formatSteps,
  formatThroughput,
  formatTime,
} from '../../src/figure';

describe('formatRate()', () => {
  it.each([
    [0.05, '0.05'],
    [0.00084, '8.4e-4'],
    [1e-3, '1e-3'],
    [0.01, '0.01'],
    [0, '0'],
    [4.2e-9, '4.2e-9'],
    [Number.NaN, 'NaN'],
  ])('writes %s as %s', (rate, text) => expect(formatRate(rate)).toBe(text));

  it('can be copied into code', () => {
    for (const rate of [0.3, 1.2e-3, 7e-9]) {
      expect(Number(formatRate(rate, 5))).toBeCloseTo(rate, 12);
    }
  });
});

describe('formatLoss()', () => {
  it.each([
    [0.043, '0.0430'],
    [1.2e-4, '1.2e-4'],
    [2.4, '2.40'],
    [12345, '1.23e4'],
    [0, '0'],
    [-0.5, '-0.500'],
  ])('writes %s as %s', (loss, text) => expect(formatLoss(loss)).toBe(text));
});

describe('the other formats', () => {
  it('formatSteps() groups thousands whatever the locale', () => {
    expect([0, 999, 1820, 1_000_000].map(formatSteps)).toEqual(['0', '999', '1,820', '1,000,000']);
  });

  it('formatTime() adds hours when there are some', () => {
    expect([0, 36.9, 60, 3729].map(formatTime)).toEqual(['0:00', '0:36', '1:00', '1:02:09']);
  });

  it('formatPercent() says 100 % only when all is done', () => {
    expect([0, 0.388, 0.9999, 1].map(formatPercent)).toEqual(['0 %', '39 %', '99 %', '100 %']);
  });

  it('formatPace() and formatThroughput() keep three digits', () => {
    expect(formatPace(0.0124)).toBe('12.4 ms/step');
    expect(formatPace(1.2367)).toBe('1.24 s/step');
    expect(formatThroughput(10_322)).toBe('10,300 examples/s');
    expect(formatThroughput(2.5)).toBe('2.5 examples/s');
  });
});
