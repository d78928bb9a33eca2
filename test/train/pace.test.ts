import { describe, expect, it } from 'vitest';
import { Pace } from '../../src/train/pace';

describe('Pace', () => {
  it('tells the time of an update now, whatever it was at first and whatever one moment took', () => {
    const pace = new Pace();
    expect(pace.secondsPerStep).toBeUndefined();
    pace.add(1, 0.05);
    expect(pace.secondsPerStep).toBeCloseTo(0.05, 12);
    for (let stretch = 0; stretch < 20; stretch++) pace.add(10, 1);
    expect(pace.secondsPerStep).toBeCloseTo(0.1, 12);
    pace.add(1, 30);
    expect(pace.secondsPerStep).toBeCloseTo(0.1, 12);
    for (let stretch = 0; stretch < 15; stretch++) pace.add(10, 2);
    expect(pace.secondsPerStep).toBeCloseTo(0.2, 12);
  });

  it('has nothing to say of time without updates', () => {
    const pace = new Pace();
    pace.add(0, 5);
    expect(pace.secondsPerStep).toBeUndefined();
  });
});
