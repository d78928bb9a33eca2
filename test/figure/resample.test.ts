import { describe, expect, it } from 'vitest';
import { compareChart, decodeColumn, type Figure, resample, scheduleChart } from '../../src/figure';
import { fromSpec } from '../../src/library';
import { cosine, cosineRestarts, custom, isSchedule, stepDecay } from '../../src/schedule';
import { curveOf, cosine as part } from './examples/curves';

const read = (spec: unknown): ((step: number) => number) | undefined => {
  const schedule = fromSpec(spec as never);
  return isSchedule(schedule) ? schedule : undefined;
};
const pointsOf = (figure: Figure, index: number): [number, number][] => {
  const { x, y } = figure.data[index] ?? {};
  const values = decodeColumn(y ?? []);
  return decodeColumn(x ?? []).map((place, i) => [place, values[i] as number]);
};

describe('resample()', () => {
  it('has the exact rate of every step of a part that is looked at closely', () => {
    const schedule = cosine({ peak: 1e-3, steps: 1_000_000 }).warmup(10_000);
    const saved = JSON.parse(JSON.stringify(scheduleChart(schedule))).figure as Figure;
    const points = new Map(pointsOf(resample(saved, read, [700_000, 700_300]), 1));
    for (let step = 700_000; step <= 700_300; step++) {
      expect(points.get(step)).toBe(schedule(step));
    }
  });

  it('keeps what was there, gaps too', () => {
    const { figure } = scheduleChart(cosineRestarts({ peak: 1, steps: 9000, cycle: 3000 }));
    const before = scheduleChart(cosineRestarts({ peak: 1, steps: 9000, cycle: 3000 })).figure;
    const close = resample(figure, read, [2900, 3100]);
    close.data.forEach((trace, i) => {
      const gaps = (one: Figure): number =>
        decodeColumn(one.data[i]?.y ?? []).filter(Number.isNaN).length;
      expect(gaps(close), trace.name).toBe(gaps(before));
    });
    const places = pointsOf(close, 0).map(([place]) => place);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('draws each of several schedules finer by its own spec', () => {
    const entries = [cosine({ steps: 90_000 }), stepDecay({ steps: 90_000, every: 30_000 })];
    const { figure } = compareChart(entries.map((curve) => ({ label: curve.label, curve })));
    const close = resample(figure, read, [40_000, 40_200]);
    entries.forEach((schedule, index) => {
      const trace = close.data.findIndex(({ uid }) => uid === `series-${index + 1}`);
      expect(new Map(pointsOf(close, trace)).get(40_111)).toBe(schedule(40_111));
    });
  });

  it('leaves a figure as it is whose schedule cannot be written down, or read', () => {
    const written = scheduleChart(curveOf('x', [part(900, 1, 0)])).figure;
    expect(resample(written, read, [1, 2])).toBe(written);
    const { figure } = scheduleChart(custom({ rate: (step) => step, steps: 900 }));
    expect(resample(figure, read, [1, 2])).toBe(figure);
    const known = scheduleChart(cosine({ steps: 900 })).figure;
    expect(resample(known, () => undefined, [1, 2]).data).toEqual(known.data);
  });
});
