import { describe, expect, it } from 'vitest';
import { cosine, cosineRestarts, linear } from '../../src/schedule';
import { changeOf, courseOf, withChange } from '../../src/train/course';

const first = cosine({ peak: 1, steps: 90 }).warmup(10);
const second = linear({ peak: 0.5, steps: 90 }).warmup(10);
const stepsOf = (changes: readonly { readonly step: number }[]): number[] =>
  changes.map(({ step }) => step);

describe('courseOf()', () => {
  it('is the schedule itself without a change', () => {
    expect(courseOf(first, [])).toBe(first);
  });

  it('has the rates of each schedule in its stretch, past the end too', () => {
    const course = courseOf(first, [changeOf(30, second), changeOf(60, first)]);
    expect([0, 29, 30, 59, 60, 200].map(course)).toEqual([
      first(0),
      first(29),
      second(30),
      second(59),
      first(60),
      first(200),
    ]);
    expect([course.steps, course.label]).toEqual([100, first.label]);
  });

  it('has the phases of each in its stretch, and one that goes on stays one', () => {
    const named = (from: number, to: number, name: string) => ({ from, to, name });
    const other = cosine({ peak: 0.5, steps: 90 }).warmup(10);
    const phases = (change: typeof other) =>
      courseOf(first, [changeOf(40, change)]).phases.map(({ from, to, name }) =>
        named(from, to, name),
      );
    const [warmup, decay] = first.phases.map(({ name }) => name) as [string, string];
    expect(phases(other)).toEqual([named(0, 10, warmup), named(10, 100, decay)]);
    const [, line] = second.phases.map(({ name }) => name) as [string, string];
    expect(phases(second)).toEqual([
      named(0, 10, warmup),
      named(10, 40, decay),
      named(40, 100, line),
    ]);
  });

  it('does not take the place of a change for a restart', () => {
    const restarts = cosineRestarts({ peak: 1, steps: 100, cycle: 25 });
    const phases = courseOf(first, [changeOf(30, restarts)]).phases;
    expect(phases.find(({ from }) => from === 30)?.restart).toBeUndefined();
  });
});

describe('withChange()', () => {
  it('voids what was to come at its step or later', () => {
    const changes = [changeOf(5, second), changeOf(9, first), changeOf(12, second)];
    expect(stepsOf(withChange(changes, changeOf(9, second)))).toEqual([5, 9]);
    expect(stepsOf(withChange(changes, changeOf(20, second)))).toEqual([5, 9, 12, 20]);
  });
});
