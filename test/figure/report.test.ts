import { describe, expect, it } from 'vitest';
import { compareRunsChart, scheduleChart, toReport } from '../../src/figure';
import * as examples from './examples';
import { curveOf, hold } from './examples/curves';
import { hostile } from './examples/hostile';
import { runView } from './examples/runs';

const all = Object.values(examples).map((example) => example());

describe('toReport()', () => {
  const page = toReport(all, 'Everything');

  it('is one file: no script, no link, nothing from outside', () => {
    expect(page).not.toMatch(/<(script|link|iframe|object|embed|img|base|form)\b/i);
    expect(page).not.toMatch(/\bon\w+=|javascript:|@import|url\(/i);
    const addresses = [...page.matchAll(/https?:\/\/[^"\s]+/g)].map(([address]) => address);
    expect(new Set(addresses)).toEqual(new Set(['http://www.w3.org/2000/svg']));
    expect(page).toContain("default-src 'none'");
  });

  it('has a section for each chart, with what it comes to', () => {
    expect(page.match(/<section /g)).toHaveLength(all.length);
    for (const { title, verdict } of all) {
      expect(page).toContain(`<h2>${title}</h2>`);
      if (verdict) expect(page).toContain(`<strong>${verdict.head}</strong>`);
    }
  });

  it('gives each id once, and a rule for each key', () => {
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id as string);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids.filter((one) => /-(series-\d|loss-raw)$/.test(one))) {
      expect(page).toContain(`:has(#${id}:not(:checked))`);
    }
  });

  it('shows its colours by variables that both themes define', () => {
    const used = new Set(
      [...page.matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => name as string),
    );
    const [light = '', dark = ''] = page.split('prefers-color-scheme:dark');
    for (const name of used) {
      expect(light, name).toContain(`${name}:`);
      expect(dark, name).toContain(`${name}:`);
    }
    expect(page).not.toMatch(/undefined|Infinity|="[^"]*NaN/);
  });

  it.each(hostile)('shows %j as text', (text) => {
    const curve = curveOf(text, [{ ...hold(9, 1), name: text }]);
    const runs = [runView(9, { title: text, stopReason: text })];
    const charts = [scheduleChart(curve), compareRunsChart([{ label: text, runs }])];
    const report = toReport(charts, text);
    const plain = toReport(
      [scheduleChart(curveOf('x', [hold(9, 1)])), compareRunsChart([{ label: 'x', runs }])],
      'x',
    );
    // the same elements as with an innocent name
    const tags = (html: string): string[] => html.match(/<\/?[a-z][a-z0-9]*/gi) ?? [];
    expect(tags(report).filter((tag) => !/tspan|text/.test(tag))).toEqual(
      tags(plain).filter((tag) => !/tspan|text/.test(tag)),
    );
    expect(report.length).toBeLessThan(plain.length + 20_000);
  });
});
