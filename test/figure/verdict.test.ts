import { describe, expect, it } from 'vitest';
import { type Contender, verdictOf } from '../../src/figure';

const of = (label: string, best: readonly number[], diverged = 0): Contender => ({
  label,
  best,
  diverged,
});

describe('verdictOf()', () => {
  it('says nothing of one setting, or of none that has a loss', () => {
    expect(verdictOf([of('a', [1, 2, 3])])).toBeUndefined();
    expect(verdictOf([of('a', [Number.NaN]), of('b', [Number.NaN])])).toBeUndefined();
  });

  it('calls a setting better when it wins in every seed', () => {
    const verdict = verdictOf([of('a', [2, 2.1, 1.9]), of('b', [1, 1.1, 0.9])]);
    expect(verdict?.head).toBe('b is better in these runs.');
    expect(verdict?.text).toContain('in each of 3 seeds: 1.00 at the median, 50 % below a.');
  });

  it('does not when one seed goes the other way', () => {
    const verdict = verdictOf([of('a', [1, 1.1, 3]), of('b', [2, 2.1, 2.2])]);
    expect(verdict?.head).toBe('No clear winner.');
    expect(verdict?.text).toContain('beats b in only 2 of 3 seeds');
  });

  it('says when the difference is within the noise of the seeds', () => {
    const verdict = verdictOf([of('a', [1, 2, 3]), of('b', [1.1, 1.9, 3.2])]);
    expect(verdict?.text).toMatch(/The difference, \d+ %, is within the noise of the seeds \(±1/);
  });

  it('tells nothing from two seeds, however far apart', () => {
    const verdict = verdictOf([of('a', [1, 1]), of('b', [9, 9])]);
    expect(verdict).toEqual({
      head: 'No clear winner.',
      text: 'a has the lowest median best loss (1.00), but 2 runs are too few to tell.',
    });
  });

  it('names the lower of two single runs and what that is worth', () => {
    const verdict = verdictOf([of('a', [1]), of('b', [2], 1)]);
    expect(verdict?.head).toBe('a is lowest, by one run each.');
    expect(verdict?.text).toContain('compare several runs of each. b diverged.');
  });

  it('never calls a setting better of which a seed diverged', () => {
    const verdict = verdictOf([of('a', [1, 1, 1], 1), of('b', [2, 2, 2])]);
    expect(verdict?.head).toBe('No clear winner.');
    expect(verdict?.text).toContain('a diverged in 1 of 3 seeds');
  });

  it('weighs runs that are no pairs against every run of the other', () => {
    const verdict = verdictOf([of('a', [1, 2, 4]), of('b', [3, 5, 5, 5])]);
    expect(verdict?.text).toContain('beats b in only 2 of 3 seeds');
  });
});
