import { describe, expect, it } from 'vitest';
import { comparisonChart } from '../../src/notebook/comparison';
import { cosine, linear, stepDecay } from '../../src/schedule';
import { Run } from '../../src/train';

/** A run of 20 steps whose loss falls to `end`. */
function run(end: number, title?: string): Run {
  const plan = { examples: 80, batchSize: 8, epochs: 2 };
  const made = new Run({
    schedule: cosine({ peak: 1e-2, steps: 20 }),
    plan,
    columns: ['loss'],
    title,
  });
  for (let step = 0; step < 20; step++) made.recordUpdate(1e-2, [end + 1 / (step + 1)]);
  made.elapsedSeconds = 2;
  made.status = 'finished';
  return made;
}

const rows = (...given: readonly unknown[]): unknown[] =>
  (comparisonChart(given).table?.rows ?? []).map(({ cells }) => cells[0]);

describe('compare()', () => {
  it.each([
    ['schedules', [cosine(), linear()], ['cosine', 'linear']],
    ['a list of schedules', [[cosine(), linear()]], ['cosine', 'linear']],
    ['named schedules', [{ a: cosine(), b: stepDecay() }], ['a', 'b']],
    ['runs', [run(1, 'a'), run(2, 'b')], ['a', 'b']],
    ['a list of runs', [[run(1, 'a'), run(2, 'b')]], ['a', 'b']],
    ['runs of one title', [run(1, 'a'), run(2, 'a')], ['a (1)', 'a (2)']],
    ['seeds in lists', [[run(1, 'a'), run(2, 'a')], [run(3, 'b')]], ['a', 'b']],
    ['named seeds', [{ x: [run(1), run(2)], y: [run(3), run(4)] }], ['x', 'y']],
    ['named runs', [{ x: run(1), y: run(3) }], ['x', 'y']],
  ])('takes %s', (_, given, labels) => {
    expect(rows(...given)).toEqual(labels);
  });

  it('takes options after a list or an object', () => {
    const chart = comparisonChart([
      { x: run(1), y: run(2) },
      { target: 1.5, title: 'Mine' },
    ]);
    expect(chart.title).toBe('Mine');
    expect(chart.table?.columns.map(({ title }) => title)).toContain('steps to 1.5');
    expect(() => comparisonChart([{ x: run(1) }, { tarket: 1 }])).toThrow(
      "Cannot compare: there is no option 'tarket'; there are title, measure, target",
    );
  });

  it('aligns runs by examples seen and by time', () => {
    const { units } = comparisonChart([run(1), run(2)]).figure.layout.meta as {
      units: Record<string, { total: number }>;
    };
    expect(units.sample?.total).toBe(160);
    expect(units.epoch?.total).toBe(2);
    expect(units.time?.total).toBeCloseTo(2, 9);
  });

  it.each([
    ['nothing', []],
    ['an empty list', [[]]],
    ['a number', [3]],
    ['a schedule and a run', [cosine(), run(1)]],
    ['an empty list of seeds', [{ a: [] }]],
    ['something else in an object', [{ a: 'cosine' }]],
  ])('refuses %s', (_, given) => {
    expect(() => comparisonChart(given)).toThrow('Cannot compare: give schedules, or runs');
  });
});
