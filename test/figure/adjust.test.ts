import { describe, expect, it } from 'vitest';
import {
  adjust,
  type Chart,
  choicesOf,
  decodeColumn,
  decodePositions,
  type Figure,
  MOST_SMOOTHING,
  runChart,
  scheduleChart,
  type Trace,
} from '../../src/figure';
import { compareRuns, runDone, runLive, runRestarts, runStopped } from './examples';
import { cosine, curveOf } from './examples/curves';
import { losses } from './examples/losses';
import { runView } from './examples/runs';

const traceOf = (figure: Figure, role: string): Trace =>
  figure.data.find(({ meta }) => meta.role === role) as Trace;
const valuesOf = (figure: Figure, role: string): number[] => decodeColumn(traceOf(figure, role).y);
const stepsOf = (figure: Figure, role: string): number[] => {
  const trace = traceOf(figure, role);
  return decodePositions(trace, decodeColumn(trace.y).length);
};

/** The debiased moving average of a whole series. */
function smoothed(values: ArrayLike<number>, keep: number): number[] {
  let [sum, weight] = [0, 0];
  return Array.from(values, (value) => {
    sum = keep * sum + (1 - keep) * value;
    weight = keep * weight + (1 - keep);
    return sum / weight;
  });
}

describe('choicesOf()', () => {
  it('offers what a figure has', () => {
    expect(choicesOf(runLive().figure)).toEqual({
      loss: ['log', 'linear'],
      units: ['step', 'epoch', 'time'],
      smoothing: 0.9,
    });
    expect(choicesOf(compareRuns().figure).units).toEqual([
      ...['step', 'epoch', 'sample', 'time', 'area'],
    ]);
    expect(choicesOf(scheduleChart(curveOf('x', [cosine(9, 1, 0)])).figure)).toEqual({
      loss: [],
      units: [],
    });
  });

  it('offers no logarithm once a loss is not above zero', () => {
    const { figure } = runChart(runView(3, { loss: [1, 0.5, 0] }));
    expect(choicesOf(figure).loss).toEqual([]);
    expect(adjust(figure, { loss: 'log' })).toEqual(figure);
  });
});

describe('adjust()', () => {
  it.each([
    ['runLive', runLive()],
    ['runStopped', runStopped()],
    ['compareRuns', compareRuns()],
  ] as [string, Chart][])('goes to linear and back: %s', (_, { figure }) => {
    const linear = adjust(figure, { loss: 'linear' });
    expect(linear.layout.yaxis).toMatchObject({ type: 'linear' });
    const [low] = (linear.layout.yaxis as { range: number[] }).range;
    expect(low).toBe(0);
    const back = adjust(linear, { loss: 'log' });
    expect(back.layout.yaxis).toEqual(figure.layout.yaxis);
    back.layout.annotations?.forEach((mark, i) => {
      expect(Number(mark.y)).toBeCloseTo(Number(figure.layout.annotations?.[i]?.y), 9);
    });
  });

  it('smooths the loss as if from every step, and never the rate', () => {
    const loss = losses(60_000);
    const { figure } = runChart(runView(60_000, { loss, lr: new Float64Array(60_000).fill(1) }));
    for (const smoothing of [0.99, MOST_SMOOTHING]) {
      const adjusted = adjust(figure, { smoothing });
      const exact = smoothed(loss, smoothing);
      const steps = stepsOf(adjusted, 'loss.smooth');
      const off = valuesOf(adjusted, 'loss.smooth').map((value, i) =>
        Math.abs(value / (exact[steps[i] as number] as number) - 1),
      );
      // buckets of 64 losses stand for their steps
      expect(off.slice(20).reduce((a, b) => a + b, 0) / off.length).toBeLessThan(0.06);
      expect(traceOf(adjusted, 'lr')).toEqual(traceOf(figure, 'lr'));
    }
  });

  it('is exact where every step is there', () => {
    const loss = losses(300);
    const { figure } = runChart(runView(300, { loss }));
    const exact = smoothed(loss, 0.5);
    const adjusted = adjust(figure, { smoothing: 0.5 });
    valuesOf(adjusted, 'loss.smooth').forEach((value, i) => {
      expect(value).toBeCloseTo(exact[i] as number, 5);
    });
    expect(traceOf(adjusted, 'loss.smooth').name).toBe('train, smoothed 0.5');
    const texts = JSON.stringify(adjusted.layout.annotations);
    expect(texts).toContain(`train ${exact.at(-1)?.toPrecision(3)}`);
    expect(texts).toContain('smoothed 0.5');
  });

  it('caps the smoothing: with 1 every loss would be the first', () => {
    const { figure } = runLive();
    expect(adjust(figure, { smoothing: 1 })).toEqual(adjust(figure, { smoothing: MOST_SMOOTHING }));
  });

  it('counts in epochs: traces, marks and lines with the axis', () => {
    const { figure } = runRestarts();
    const adjusted = adjust(figure, { unit: 'epoch' });
    expect(adjusted.layout.xaxis).toMatchObject({ title: { text: 'epoch' }, range: [0, 10] });
    expect(Math.max(...stepsOf(adjusted, 'lr'))).toBeCloseTo(2499 / 469, 6);
    const path = (one: Figure): string =>
      String(one.layout.shapes?.find(({ name }) => name === 'restart')?.path);
    expect(path(figure)).toContain('M938,0');
    expect(path(adjusted)).toMatch(/^M2,0/);
    expect(adjusted.layout.xaxis2).toBeUndefined();
  });

  it('counts a run in minutes when it lasts some', () => {
    const { figure } = runChart(runView(1000, { elapsed: 600 }));
    const adjusted = adjust(figure, { unit: 'time' });
    expect(adjusted.layout.xaxis).toMatchObject({ title: { text: 'time, min' } });
    expect(Math.max(...stepsOf(adjusted, 'loss.raw'))).toBeCloseTo(9.99, 6);
    expect(traceOf(adjusted, 'hidden').uid).toBe('ruler');
  });

  it('aligns settings by the rates they used, the labels with their lines', () => {
    const adjusted = adjust(compareRuns().figure, { unit: 'area' });
    expect(Math.max(...stepsOf(adjusted, 'series.2'))).toBeCloseTo(2.37, 2);
    expect(Math.max(...stepsOf(adjusted, 'series.1'))).toBeCloseTo(1.82, 1);
    const label = adjusted.layout.annotations?.find(({ of }) => of === 'series-1');
    expect(label?.x).toBeCloseTo(Math.max(...stepsOf(adjusted, 'series.1')), 9);
  });

  it('changes nothing that was not chosen', () => {
    const { figure } = runDone();
    expect(adjust(figure, {})).toBe(figure);
    expect(adjust(figure, { unit: 'step', loss: 'log', smoothing: 0.9 })).toEqual(figure);
  });
});
