import { describe, expect, it } from 'vitest';
import { groupCurve, measure, median, stepsTo, summarizeRun } from '../../src/figure/measured';
import { runView } from './examples/runs';

const done = { word: 'finished', kind: 'done' } as const;
const failed = { word: 'diverged', kind: 'failed' } as const;
const runOf = (loss: readonly number[], status: typeof done | typeof failed = done) =>
  runView(loss.length, { loss, status, lr: loss.map(() => 0.5) });

describe('measure()', () => {
  it('smooths without bias and leaves out what is not finite', () => {
    const { steps, values } = measure(runOf([4, Number.NaN, 4, 4]), 'training', 0.9);
    expect(steps).toEqual([0, 2, 3]);
    for (const value of Array.from(values)) expect(value).toBeCloseTo(4, 12);
  });

  it('takes the validation as it is', () => {
    const validation = [
      { step: 9, loss: 2 },
      { step: 19, loss: Number.NaN },
      { step: 29, loss: 1 },
    ];
    const measured = measure(runView(30, { validation }), 'validation', 0.9);
    expect(measured).toEqual({ steps: [9, 29], values: [2, 1] });
  });
});

describe('summarizeRun()', () => {
  it('finds the best, the last and the worst rebound', () => {
    const run = runOf([4, 2, 1, 1.5, 0.5, 0.75]);
    const summary = summarizeRun(run, { steps: [0, 1, 2, 3, 4, 5], values: run.loss });
    expect(summary).toEqual({
      best: 0.5,
      bestStep: 4,
      final: 0.75,
      diverged: false,
      area: 3,
      rebound: 1.5,
    });
  });

  it('has no last loss for a run that diverged', () => {
    expect(summarizeRun(runOf([1], failed), { steps: [0], values: [1] }).final).toBeNaN();
  });
});

describe('stepsTo()', () => {
  it('counts updates, and never arrives where no value does', () => {
    const curve = { steps: [0, 1, 2], values: [3, 2, 1] };
    expect(stepsTo(2, curve)).toBe(2);
    expect(stepsTo(0.5, curve)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('median()', () => {
  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 2, 3], 2.5],
    [[1, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY], Number.POSITIVE_INFINITY],
    [[1, Number.NaN], 1],
    [[], Number.NaN],
  ])('of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });
});

describe('groupCurve()', () => {
  const of = (...runs: ReturnType<typeof runOf>[]) =>
    groupCurve(
      runs,
      runs.map((run) => measure(run, 'training', 0)),
    );

  it('is the median of the seeds, and the band holds them all', () => {
    const curve = of(runOf([3, 3]), runOf([1, 1]), runOf([2, 8]));
    expect(curve).toEqual({ steps: [0, 1], median: [2, 3], low: [1, 1], high: [3, 8] });
  });

  it('lets a seed that diverged count as the worst, and one that ended earlier not at all', () => {
    const steady = runOf([2, 2, 2]);
    expect(of(steady, runOf([1], failed)).median).toEqual([1.5, Number.NaN, Number.NaN]);
    expect(of(steady, runOf([1])).median).toEqual([1.5, 2, 2]);
  });

  it('keeps every spike of a long group in its band', () => {
    const loss = new Array<number>(100_000).fill(1);
    loss[54_321] = 50;
    const curve = of(runOf(loss), runOf(new Array<number>(100_000).fill(2)));
    expect(Math.max(...curve.high)).toBe(50);
    expect(curve.steps.length).toBeLessThan(300);
  });

  it('keeps the extremes of a single long run', () => {
    const loss = Array.from({ length: 50_000 }, (_, i) => (i === 33_333 ? 9 : 1));
    expect(Math.max(...of(runOf(loss)).median)).toBe(9);
  });
});
