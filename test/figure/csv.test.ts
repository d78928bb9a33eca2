import { expect, it } from 'vitest';
import { adjust, runChart, scheduleChart, toCsv } from '../../src/figure';
import { curveOf, hold } from './examples/curves';
import { runView } from './examples/runs';

it('toCsv() has every point that is shown, named', () => {
  const csv = toCsv(scheduleChart(curveOf('x', [hold(3, 0.5)])));
  expect(csv).toBe('line,step,value\nhold,0,0.5\nhold,1,0.5\nhold,2,0.5\n');
});

it('toCsv() names the unit that was chosen, and leaves a gap empty', () => {
  const chart = runChart(runView(3, { loss: [1, Number.NaN, 2] }));
  const csv = toCsv({ ...chart, figure: adjust(chart.figure, { unit: 'epoch' }) });
  expect(csv).toMatch(/^line,epoch,value\n/);
  expect(csv).toMatch(/"train, every step",0\.002\d+,\n/);
});

it('toCsv() makes no formula of a name', () => {
  const csv = toCsv(scheduleChart(curveOf('x', [{ ...hold(2, 1), name: '=1+1' }])));
  expect(csv).toContain("\n'=1+1,0,1\n");
});
