import { describe, expect, it } from 'vitest';
import { exponentialHyperbolic } from '../../../src/schedule';

describe('exponentialHyperbolic()', () => {
  it('falls all the way, and from peak to floor when the run is as long as its bound', () => {
    const rates = exponentialHyperbolic({ peak: 1, floor: 1e-3, steps: 50, bound: 50 }).sample(51);
    for (let step = 1; step <= 50; step++) {
      expect(rates[step] as number).toBeLessThan(rates[step - 1] as number);
    }
    expect(rates[50]).toBeCloseTo(1e-3, 15);
  });

  it('begins alike whatever the length, as long as the bound is the same', () => {
    const [short, long] = [200, 250].map((steps) =>
      exponentialHyperbolic({ peak: 1, steps, bound: 1000 }),
    );
    const first = Array.from({ length: 20 }, (_, step) =>
      Math.abs((short?.(step) ?? 0) - (long?.(step) ?? 1)),
    );
    expect(Math.max(...first)).toBeLessThan(0.02);
  });
});
