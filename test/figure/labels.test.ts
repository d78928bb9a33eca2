import fc from 'fast-check';
import { expect, it } from 'vitest';
import { spread } from '../../src/figure/labels';

it('spread() leaves at least the gap between any two labels and moves none down', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 300 })), (places) => {
      const moves = spread(places, 18);
      const moved = places.map((place, i) => place + (moves[i] ?? 0)).sort((a, b) => a - b);
      for (let i = 1; i < moved.length; i++) {
        expect((moved[i] ?? 0) - (moved[i - 1] ?? 0)).toBeGreaterThanOrEqual(18);
      }
      expect(moves.every((move) => move <= 0)).toBe(true);
    }),
  );
});
