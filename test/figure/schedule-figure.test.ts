import { describe, expect, it } from 'vitest';
import {
  type Chart,
  decodeColumn,
  decodePositions,
  scheduleChart,
  type Trace,
  toSvg,
} from '../../src/figure';
import { scheduleEpochs, scheduleRestarts, scheduleStairs } from './examples';
import { cosine, curveOf, cycle, hold, stairs, warmup } from './examples/curves';

const pointsOf = (trace: Trace): [number, number][] => {
  const values = decodeColumn(trace.y);
  return decodePositions(trace, values.length).map((x, i) => [x, values[i] as number]);
};
const hoverable = ({ figure }: Chart): Trace[] =>
  figure.data.filter((trace) => trace.hovertemplate);
const texts = ({ figure }: Chart): unknown[] =>
  (figure.layout.annotations ?? []).map(({ text }) => text);

describe('scheduleChart()', () => {
  it('shows on hover the rate of the very step, to seven digits', () => {
    const curve = curveOf('x', [
      warmup(300, 1e-3),
      cycle(1, 500, 1e-3, 1e-5),
      cycle(2, 900, 1e-3, 1e-5),
    ]);
    for (const [step, rate] of hoverable(scheduleChart(curve)).flatMap(pointsOf)) {
      expect(Math.abs(rate / curve(step) - 1)).toBeLessThan(1e-7);
    }
  });

  it('cuts the curve at a restart: nothing joins the two sides', () => {
    const { figure } = scheduleRestarts();
    for (const boundary of [1876, 2814]) {
      for (const trace of figure.data.filter(({ meta }) => meta.role === 'lr')) {
        const steps = pointsOf(trace).filter(([, rate]) => Number.isFinite(rate));
        const across = steps.filter(([x]) => x === boundary - 1 || x === boundary);
        expect(across.length).toBeLessThan(2);
      }
    }
  });

  it('counts and names restarts', () => {
    expect(texts(scheduleRestarts())).toEqual(
      expect.arrayContaining(['↺ restart 1', '↺ restart 2']),
    );
  });

  it('draws drops upright at the first step of the new rate', () => {
    const closing = scheduleStairs().figure.data.find(({ uid }) => uid === 'closing') as Trace;
    const points = pointsOf(closing).slice(0, 3);
    expect(points.map(([x]) => x)).toEqual([14, 15, 15]);
    const rates = points.map(([, rate]) => rate);
    expect(rates).toEqual([0.1, 0.1, 0.05].map(Math.fround));
  });

  it('joins phases that follow without a jump', () => {
    const { figure } = scheduleChart(curveOf('x', [warmup(5, 1), hold(5, 1)]));
    const closing = figure.data.find(({ uid }) => uid === 'closing') as Trace;
    expect(
      pointsOf(closing)
        .slice(0, 2)
        .map(([x]) => x),
    ).toEqual([4, 5]);
  });

  it('counts in epochs without a ruler when the plan is not known', () => {
    const { figure } = scheduleEpochs();
    expect(figure.layout.xaxis).toMatchObject({ range: [0, 10], title: { text: 'epoch' } });
    expect(figure.layout.xaxis2).toBeUndefined();
  });

  it('fails when it cannot tell how long an epoch is', () => {
    const curve = curveOf('x', [hold(5, 1)]);
    expect(() => scheduleChart(curve, { unit: 'epoch' })).toThrow(
      'Cannot draw a chart in epoch: stepsPerUnit must be a number above 0, got undefined',
    );
  });

  it.each([0, 1.5, Number.POSITIVE_INFINITY, Number.NaN])('fails for %d steps', (steps) => {
    const curve = Object.assign(() => 1, { steps, label: 'x', phases: [] });
    expect(() => scheduleChart(curve)).toThrow(
      `Cannot draw a schedule: steps must be an integer of at least 1, got ${steps}`,
    );
  });

  it.each([
    ['one step', curveOf('x', [hold(1, 1)])],
    ['a rate of zero', curveOf('x', [hold(50, 0)])],
    ['no phases', Object.assign(() => 0.1, { steps: 10, label: 'x', phases: [] })],
    [
      'sixty phases',
      curveOf(
        'x',
        Array.from({ length: 60 }, (_, i) => hold(9, i)),
      ),
    ],
    ['a million steps', curveOf('x', [warmup(1e5, 1), cosine(9e5, 1, 0)])],
    ['drops at every step', curveOf('x', [stairs(100, 1, 1)])],
    [
      'a thousand cycles',
      curveOf(
        'x',
        Array.from({ length: 1000 }, (_, i) => cycle(i + 1, 9, 1, 0)),
      ),
    ],
    [
      'forty phases',
      curveOf(
        'x',
        Array.from({ length: 40 }, (_, i) => hold(9, i)),
      ),
    ],
  ])('copes with %s in at most 20 kB, its SVG included', (_, curve) => {
    const chart = scheduleChart(curve, { stepsPerEpoch: 7 });
    const text = JSON.stringify(chart);
    expect(text.length + toSvg(chart).length).toBeLessThanOrEqual(20_000);
    expect(text).not.toMatch(/null,null,|NaN/);
  });
});
