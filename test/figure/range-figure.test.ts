import { describe, expect, it } from 'vitest';
import { type Chart, rangeChart } from '../../src/figure';
import { rangeFlat, rangeNoisy, rangeRising, rangeTest } from './examples';
import { rangeView } from './examples/ranges';

const shownNumbers = ({ figure, table, status, subtitle, description }: Chart): string =>
  JSON.stringify([figure.layout.annotations, table, status, subtitle, description]);

describe('rangeChart()', () => {
  it('shows four suggestions, the leftmost highest, and their span', () => {
    const chart = rangeTest();
    const flags = (chart.figure.layout.annotations ?? []).filter(({ name }) =>
      name.startsWith('label.series'),
    );
    expect(flags.map(({ text }) => text)).toEqual([
      '<b>slide</b> 1.6e-3',
      '<b>valley</b> 2.3e-3',
      '<b>steep</b> 5.9e-3',
      '<b>min/10</b> 1.4e-2',
    ]);
    const heights = flags.map(({ y }) => Number(y));
    expect(heights).toEqual([...heights].sort((a, b) => b - a));
    expect(chart.status?.word).toBe('ok: four rules within × 8.7');
    expect(chart.table?.rows).toHaveLength(4);
  });

  it('warns when the rules of a good curve are far apart', () => {
    const view = rangeView(84, (exponent) => 2 - exponent / 10, 0.1);
    const chart = rangeChart({ ...view, steep: 0.5, slide: 2e-6 });
    expect(chart.status).toEqual({
      word: 'ok, but four rules differ × 250,000',
      kind: 'doubtful',
    });
    expect(chart.verdict?.head).toBe('The rules disagree.');
    expect(chart.description).toContain('See where in the valley each of them lies');
  });

  it.each([
    ['flat', rangeFlat()],
    ['rising', rangeRising()],
    ['noisy', rangeNoisy()],
  ])('shows no number without a signal: %s', (verdict, chart) => {
    expect(chart.status).toEqual({ word: `no signal: ${verdict}`, kind: 'doubtful' });
    expect(chart.table).toBeUndefined();
    expect(chart.verdict?.head).toBe('No signal.');
    expect(shownNumbers(chart)).toContain('No rate is suggested');
    expect(shownNumbers(chart)).not.toMatch(/1\.6e-3|1\.59e-3|2\.3e-3|5\.9e-3|1\.4e-2/);
    expect(chart.figure.data.some(({ meta }) => meta.role.endsWith('.mark'))).toBe(false);
  });

  it('suggests with a warning when an end of the range cuts the curve', () => {
    const chart = rangeChart(rangeView(100, () => 2, 0.1, { verdict: 'narrow' }));
    expect(chart.status).toEqual({ word: 'narrow', kind: 'doubtful' });
    expect(chart.table?.rows).toHaveLength(4);
    expect(chart.verdict?.text).toContain('test a wider range');
  });

  it.each([0, 1, 30])('suggests nothing while it runs, after %i steps', (steps) => {
    const chart = rangeChart(rangeView(steps, () => 2, 0.1, { running: true }));
    expect(chart.status?.word).toBe('running');
    expect(chart.progress).toBe(steps / 100);
    expect(shownNumbers(chart)).not.toMatch(/1\.6e-3|1\.59e-3/);
    expect(chart.figure.layout.height).toBe(rangeTest().figure.layout.height);
    const { data: _traces, ...rest } = chart.figure;
    expect(JSON.stringify(rest)).not.toMatch(/Infinity|null/);
  });

  it('gives the reason it was given, before what helps', () => {
    const { verdict } = rangeChart(
      rangeView(100, () => 2, 0.1, { verdict: 'noisy', reason: 'noise is half of the descent' }),
    );
    expect(verdict?.text).toMatch(/^Noise is half of the descent\. The losses scatter/);
  });

  it('shows a flat curve in at least 30 % around its start, so that noise looks like noise', () => {
    const { range } = rangeFlat().figure.layout.yaxis as { range: [number, number] };
    expect(range[0]).toBeLessThan(2.29 * 0.72);
    expect(range[1]).toBeGreaterThan(2.29 * 1.28);
  });

  it.each([
    ['gaps', { losses: [1, Number.NaN, 2, Number.POSITIVE_INFINITY], smoothed: [1, 1, 2, 2] }],
    ['nothing but gaps', { losses: [Number.NaN], smoothed: [Number.NaN] }],
    ['losses below zero', { losses: [-1, -2, -3, -4], smoothed: [-1, -2, -3, -4] }],
  ])('copes with %s', (_, changes) => {
    for (const verdict of ['ok', 'flat', 'noisy'] as const) {
      const view = { ...rangeView(4, () => 1, 0), ...changes, verdict };
      const { data: _traces, ...rest } = rangeChart(view).figure;
      expect(JSON.stringify(rest)).not.toMatch(/Infinity|"range":\[null/);
    }
  });

  it('fails with one rate', () => {
    const { bounds: _bounds, ...view } = rangeView(1, () => 1, 0);
    expect(() => rangeChart(view)).toThrow(
      'Cannot draw a range test: it needs at least two rates, or its bounds, got 1',
    );
  });
});
