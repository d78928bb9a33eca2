import { describe, expect, it } from 'vitest';
import {
  cosine,
  cosineRestarts,
  cyclical,
  exponentialDecay,
  linear,
  stepDecay,
} from '../../../src/schedule';

describe('stepDecay()', () => {
  it('drops by gamma every so many updates, the boundary step included', () => {
    const schedule = stepDecay({ peak: 0.8, gamma: 0.5, every: 10, steps: 30 });
    expect([9, 10, 19, 20].map(schedule)).toEqual([0.8, 0.4, 0.4, 0.2]);
  });

  it('does not drop once more at its end', () => {
    const schedule = stepDecay({ peak: 0.8, gamma: 0.5, every: 10, steps: 30 });
    expect(schedule(30)).toBe(schedule(29));
  });

  it('drops at each quarter by default', () => {
    expect([249, 250, 999].map(stepDecay({ peak: 1 }))).toEqual([1, 0.5, 0.125]);
  });
});

describe('exponentialDecay()', () => {
  it('is peak · e^(−k·t), and the same by gamma and by half-life', () => {
    const k = Math.LN2 / 100;
    for (const options of [{ k }, { gamma: Math.exp(-k) }, { halfLife: 100 }]) {
      const schedule = exponentialDecay({ peak: 0.8, ...options });
      expect(schedule(0)).toBe(0.8);
      expect(schedule(100)).toBeCloseTo(0.4, 12);
      expect(schedule(250)).toBeCloseTo(0.8 * Math.exp(-k * 250), 12);
    }
  });

  it('refuses two speeds', () => {
    expect(() => exponentialDecay({ k: 0.1, gamma: 0.9 })).toThrow(
      'Cannot build exponential decay: k and gamma say the same thing: give one of k, gamma, halfLife',
    );
  });
});

describe('linear() and cosine()', () => {
  for (const build of [linear, cosine]) {
    it(`${build.name}() starts at the peak, is half way in the middle, and holds the floor`, () => {
      const schedule = build({ peak: 1, floor: 0.2, steps: 10 });
      expect(schedule(0)).toBe(1);
      expect(schedule(5)).toBeCloseTo(0.6, 15);
      expect(schedule(9)).toBeGreaterThan(0.2);
      expect([10, 11, 1e9].map(schedule)).toEqual([0.2, 0.2, 0.2]);
    });

    it(`${build.name}() reaches the floor at the last update with end: 'inclusive'`, () => {
      const schedule = build({ peak: 1, floor: 0.2, steps: 11, end: 'inclusive' });
      expect(schedule(5)).toBeCloseTo(0.6, 15);
      expect(schedule(10)).toBe(0.2);
    });
  }

  it('refuse a floor above the peak', () => {
    expect(() => cosine({ peak: 0.1, floor: 0.2 })).toThrow(
      'Cannot build cosine annealing: floor must be at most peak (0.1), got 0.2',
    );
  });
});

describe('cosineRestarts()', () => {
  it('hits every boundary that a logarithm misses', () => {
    // PyTorch's step(epoch) and timm give ~0 at step 121 of first cycle 1, multiplier 3, where the rate is the peak
    for (const [cycle, lengthMultiplier] of [
      [1, 3],
      [7, 3],
      [1, 10],
      [4, 1.5],
      [10, 2],
    ] as const) {
      const schedule = cosineRestarts({ peak: 1, cycle, lengthMultiplier, steps: 1e6 });
      let start = 0;
      for (let length: number = cycle; start < 1e6; length *= lengthMultiplier) {
        expect(schedule(start), `step ${start}`).toBe(1);
        start += Math.round(length);
      }
    }
  });

  it('marks its restarts', () => {
    const { phases } = cosineRestarts({ steps: 100, cycle: 25 });
    expect(phases.map((phase) => phase.restart)).toEqual([undefined, true, true, true]);
  });

  it('stays bounded when there are very many cycles', () => {
    const schedule = cosineRestarts({ peak: 1, cycle: 1, steps: 1e9 });
    expect(schedule.phases).toHaveLength(1);
    expect(schedule(123_456_789)).toBe(1);
  });

  it('shrinks the peaks by peakMultiplier', () => {
    const schedule = cosineRestarts({ peak: 1, cycle: 10, peakMultiplier: 0.5, steps: 30 });
    expect([0, 10, 20].map(schedule)).toEqual([1, 0.5, 0.25]);
  });
});

describe('cyclical()', () => {
  it('rises and falls between its bounds', () => {
    const schedule = cyclical({ floor: 0.1, peak: 0.5, up: 20, down: 10, steps: 90 });
    expect([0, 20, 30, 50, 60].map(schedule)).toEqual([0.1, 0.5, 0.1, 0.5, 0.1]);
    expect(schedule(10)).toBeCloseTo(0.3, 15);
  });

  it('halves its swing each cycle in triangular2, and by gamma^t in exponential mode', () => {
    const halved = cyclical({ floor: 0, peak: 1, up: 10, mode: 'triangular2', steps: 60 });
    expect([10, 30, 50].map(halved)).toEqual([1, 0.5, 0.25]);
    const decayed = cyclical({
      floor: 0,
      peak: 1,
      up: 10,
      mode: 'exponential',
      gamma: 0.9,
      steps: 60,
    });
    expect(decayed(10)).toBeCloseTo(0.9 ** 10, 15);
  });

  it('takes a swing of your own, which no spec can hold', () => {
    const schedule = cyclical({
      floor: 0,
      peak: 1,
      up: 10,
      swing: (cycle) => 1 / (1 + cycle),
      steps: 60,
    });
    expect([10, 30, 50].map(schedule)).toEqual([1, 1 / 2, 1 / 3]);
    expect(() => schedule.spec).toThrow(
      'cyclical holds a function, which cannot be written as JSON',
    );
    expect(() => cyclical({ up: 10, swing: () => -1 })(25)).toThrow('got -1 for cycle 1');
  });
});
