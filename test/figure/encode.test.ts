import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeColumn, decodePositions, encodeColumn, encodePositions } from '../../src/figure';

describe('encodeColumn()', () => {
  it('f8 gives every number back, NaN and -0 too', () => {
    fc.assert(
      fc.property(fc.array(fc.double()), (numbers) => {
        expect(decodeColumn(encodeColumn(numbers, 'f8'))).toEqual(numbers);
      }),
    );
  });

  it('f4 gives every float32 back', () => {
    fc.assert(
      fc.property(fc.array(fc.float()), (numbers) => {
        expect(decodeColumn(encodeColumn(numbers, 'f4'))).toEqual(numbers);
      }),
    );
  });

  it('i4 and u2 give every integer in their range back', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.array(fc.nat(65535)), (wide, narrow) => {
        expect(decodeColumn(encodeColumn(wide, 'i4'))).toEqual(wide);
        expect(decodeColumn(encodeColumn(narrow, 'u2'))).toEqual(narrow);
      }),
    );
  });

  it('writes the base64 that Node writes', () => {
    fc.assert(
      fc.property(fc.array(fc.float()), (numbers) => {
        const bytes = Buffer.from(new Float32Array(numbers).buffer);
        expect(encodeColumn(numbers, 'f4').bdata).toBe(bytes.toString('base64'));
      }),
    );
  });
});

describe('encodePositions()', () => {
  it('gives all positions back', () => {
    const steps = fc.uniqueArray(fc.nat(2 ** 31 - 1));
    fc.assert(
      fc.property(steps, (positions) => {
        expect(decodePositions(encodePositions(positions), positions.length)).toEqual(positions);
      }),
    );
  });

  it('takes two numbers when they are evenly spaced', () => {
    expect(encodePositions([3, 7, 11])).toEqual({ x0: 3, dx: 4 });
  });

  it('takes two bytes for each step below 65,536 and four above', () => {
    expect(encodePositions([0, 1, 3, 4, 65535])).toMatchObject({ x: { dtype: 'u2' } });
    expect(encodePositions([0, 1, 3, 4, 65536])).toMatchObject({ x: { dtype: 'i4' } });
    expect(encodePositions([0, 0.1, 3, 4, 5])).toMatchObject({ x: { dtype: 'f8' } });
  });
});
