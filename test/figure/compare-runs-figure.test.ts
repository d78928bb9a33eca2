import { describe, expect, it } from 'vitest';
import { cellText, compareRunsChart, decodeColumn } from '../../src/figure';
import { compareRuns, compareSingleRuns } from './examples';
import { runView, validated } from './examples/runs';

const done = { word: 'finished', kind: 'done' } as const;
const run = (loss: readonly number[], changes: object = {}) =>
  runView(loss.length, { loss, status: done, lr: loss.map(() => 1), ...changes });

describe('compareRunsChart()', () => {
  it('draws a band and a line for each setting, bands below', () => {
    const roles = compareRuns().figure.data.map(({ meta }) => meta.role);
    expect(roles).toEqual([
      ...['series.1.band', 'series.2.band', 'series.3.band'],
      ...['series.1', 'series.2', 'series.3'],
      'hidden',
    ]);
  });

  it('takes the validation loss where every run has one, else the training loss', () => {
    const validation = validated(3, 2, 1);
    const both = [
      { label: 'a', runs: [run([1, 2, 3], { validation })] },
      { label: 'b', runs: [run([1, 2, 3])] },
    ];
    expect(compareRunsChart(both).subtitle).toBe('training loss, smoothed 0.9');
    expect(compareRunsChart(both.slice(0, 1)).subtitle).toBe('validation loss');
    expect(compareRunsChart(both.slice(0, 1), { measure: 'training' }).subtitle).toContain('train');
  });

  it('has a table with the lowest best loss first, and the role of each line', () => {
    const rows = compareSingleRuns().table?.rows ?? [];
    const bests = rows.map(({ cells }) => Number(cellText(cells[1])));
    expect(bests).toEqual([...bests].sort((a, b) => a - b));
    expect(rows.map(({ role }) => role)).toEqual(['series.1', 'series.4', 'series.2', 'series.3']);
  });

  it('counts to the target it is given', () => {
    const { table, figure } = compareRunsChart([{ label: 'a', runs: [run([4, 2, 1])] }], {
      target: 3,
      measure: 'training',
    });
    expect(table?.columns.map(({ title }) => title)).toContain('steps to 3');
    expect(figure.layout.shapes?.find(({ name }) => name === 'target')).toMatchObject({ y0: 3 });
    expect(cellText(table?.rows[0]?.cells[3])).toBe('2');
  });

  it('says how many seeds reached the target when not all did', () => {
    const seeds = [run([4, 1]), run([4, 3.9]), run([4, 1])];
    const { table } = compareRunsChart([{ label: 'a', runs: seeds }], { target: 3 });
    expect(table?.rows[0]?.cells[4]).toEqual({ text: '2', note: '2 of 3 runs' });
  });

  it('knows where each line stands in every unit', () => {
    const { figure } = compareRuns();
    const line = figure.data.find(({ meta }) => meta.role === 'series.2');
    const { places } = line?.meta ?? {};
    expect(places).toMatchObject({ epoch: 1 / 469, sample: 128 });
    const area = decodeColumn(places?.area as never);
    expect(area).toHaveLength(decodeColumn(line?.y ?? []).length);
    expect(area.at(-1)).toBeCloseTo(2.37, 2);
  });

  it.each([
    ['a run without a step', [{ label: 'a', runs: [run([])] }]],
    ['losses that are not finite', [{ label: 'a', runs: [run([Number.NaN, Number.NaN])] }]],
    [
      'losses below zero',
      [
        { label: 'a', runs: [run([1, -1])] },
        { label: 'b', runs: [run([2])] },
      ],
    ],
    [
      'a hundred settings',
      Array.from({ length: 100 }, (_, i) => ({ label: `${i}`, runs: [run([i, 1])] })),
    ],
  ])('copes with %s', (_, entries) => {
    const chart = compareRunsChart(entries);
    const text = JSON.stringify({ ...chart, figure: { ...chart.figure, data: [] } });
    expect(text).not.toMatch(/null|Infinity|NaN/);
  });

  it('fails without runs', () => {
    expect(() => compareRunsChart([])).toThrow('each entry must hold at least one run');
    expect(() => compareRunsChart([{ label: 'a', runs: [] }])).toThrow(RangeError);
  });
});
