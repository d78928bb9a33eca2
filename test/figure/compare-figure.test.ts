import { describe, expect, it } from 'vitest';
import { compareChart, decodeColumn, decodePositions, summarizeCurve } from '../../src/figure';
import { compareSchedules } from './examples';
import { cosine, curveOf, cycle, hold, stairs, warmup } from './examples/curves';

const entry = (label: string, parts: Parameters<typeof curveOf>[1]) => ({
  label,
  curve: curveOf(label, parts),
});

describe('compareChart()', () => {
  it('has every curve at the same steps, so that hover rows belong to their title', () => {
    const traces = compareSchedules().figure.data.filter((trace) => trace.hovertemplate);
    const steps = traces.map((trace) => {
      const values = decodeColumn(trace.y);
      return [...new Set(decodePositions(trace, values.length))];
    });
    for (const other of steps) expect(other).toEqual(steps[0]);
  });

  it('gives roles in turn, also beyond six', () => {
    const many = Array.from({ length: 8 }, (_, i) => entry(`s${i}`, [hold(10, i + 1)]));
    const roles = compareChart(many).table?.rows.map(({ role }) => role);
    expect(roles?.slice(5)).toEqual(['series.6', 'series.1', 'series.2']);
  });

  it('spreads end labels 18 px apart', () => {
    const labels = (compareSchedules().figure.layout.annotations ?? []).filter(
      ({ showarrow }) => showarrow,
    );
    const places = labels
      .map(({ y, ay }) => 210 * (1 - Number(y) / 1.08e-3) + Number(ay))
      .sort((a, b) => a - b);
    for (let i = 1; i < places.length; i++) {
      expect((places[i] ?? 0) - (places[i - 1] ?? 0)).toBeGreaterThanOrEqual(17);
    }
  });

  it('ends a shorter schedule where its steps end', () => {
    const { figure, subtitle } = compareChart([
      entry('a', [hold(10, 1)]),
      entry('b', [hold(50, 1)]),
    ]);
    const [first] = figure.data;
    const values = decodeColumn(first?.y ?? []);
    expect(Math.max(...decodePositions(first ?? {}, values.length))).toBe(9);
    expect(subtitle).toBe('up to: 50 steps');
  });

  it('fails without schedules', () => {
    expect(() => compareChart([])).toThrow('entries must hold at least one schedule, got none');
  });

  it('stays below 60 kB with six curves of forty cycles each', () => {
    const many = Array.from({ length: 6 }, (_, k) =>
      entry(`s${k}`, [
        warmup(100 + k, 1),
        ...Array.from({ length: 40 }, (_, i) => cycle(i + 1, 20 + k, 1, 0)),
      ]),
    );
    expect(JSON.stringify(compareChart(many)).length).toBeLessThanOrEqual(60_000);
  });
});

describe('summarizeCurve()', () => {
  it('adds up exactly', () => {
    expect(summarizeCurve(curveOf('x', [stairs(4, 1, 2)]))).toEqual({
      peak: 1,
      final: 0.5,
      area: 3,
      share: 0.75,
      warmup: 0,
    });
  });

  it('is close for schedules too long to add up', () => {
    const summary = summarizeCurve(curveOf('x', [warmup(1000, 1), cosine(999_000, 1, 0)]));
    expect(summary.peak).toBe(1);
    expect(summary.share).toBeCloseTo(0.5, 3);
    expect(summary.warmup).toBe(0.001);
  });
});
