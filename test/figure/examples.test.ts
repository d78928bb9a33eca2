import { describe, expect, it } from 'vitest';
import { toSvg, toText } from '../../src/figure';
import * as examples from './examples';
import { readable } from './summary';
import { xmlProblem } from './xml';

const kebab = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const bytes = (text: string): number => new TextEncoder().encode(text).length;

describe.each(Object.entries(examples))('example %s', (name, example) => {
  const chart = example();
  const saved = bytes(JSON.stringify(chart)) + bytes(toSvg(chart));

  it('is the figure it was', async () => {
    await expect(readable(chart)).toMatchFileSnapshot(`./snapshots/${kebab(name)}.snap`);
  });

  it('survives JSON', () => {
    expect(JSON.parse(JSON.stringify(chart))).toEqual(chart);
  });

  it('has an SVG twin that is XML, of at most 12 kB, and says what it shows', () => {
    const svg = toSvg(chart);
    expect(xmlProblem(svg)).toBeUndefined();
    expect(bytes(svg)).toBeLessThanOrEqual(12_000);
    expect(svg).toContain('<title>');
    expect(svg).not.toMatch(/NaN [\d-]|Infinity|undefined|null/);
  });

  it('has two lines of text', () => {
    expect(toText(chart).split('\n')).toHaveLength(2);
  });

  it('is saved in few bytes', () => {
    expect(saved).toBeLessThanOrEqual(/schedule/i.test(name) ? 20_000 : 80_000);
  });

  it('has at most 2,000 points a trace', () => {
    for (const { y } of chart.figure.data) {
      const points = 'bdata' in y ? (y.bdata.length * 3) / 16 : y.length;
      expect(points).toBeLessThanOrEqual(2000);
    }
  });
});
