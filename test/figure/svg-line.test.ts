import { describe, expect, it } from 'vitest';
import { crop, type Point } from '../../src/figure/svg-line';

describe('crop()', () => {
  it('cuts a line at the edge it crosses', () => {
    const line: Point[] = [
      [0, 5],
      [10, -5],
      [20, 5],
    ];
    expect(crop(line, 0, 10)).toEqual([
      [0, 5],
      [5, 0],
      [10, Number.NaN],
      [15, 0],
      [20, 5],
    ]);
  });

  it('leaves gaps and what is inside as they are', () => {
    const line: Point[] = [
      [0, 0],
      [1, Number.NaN],
      [2, 10],
    ];
    expect(crop(line, 0, 10)).toEqual(line);
  });
});
