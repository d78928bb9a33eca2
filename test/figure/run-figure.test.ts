import { describe, expect, it } from 'vitest';
import {
  type Chart,
  closeRunChart,
  decodeColumn,
  decodePositions,
  runChart,
  runMemory,
  type Trace,
} from '../../src/figure';
import {
  runDone,
  runFailed,
  runLive,
  runRestarts,
  runStart,
  runSteered,
  runStopped,
} from './examples';
import { curveOf, hold, stairs } from './examples/curves';
import { losses } from './examples/losses';
import { planned, runView, validated } from './examples/runs';

const traceOf = ({ figure }: Chart, role: string): Trace | undefined =>
  figure.data.find(({ meta }) => meta.role === role);
const stepsOf = (trace: Trace | undefined): number[] =>
  trace ? decodePositions(trace, decodeColumn(trace.y).length) : [];
const shapes = ({ figure }: Chart): string[] =>
  (figure.layout.shapes ?? []).map(({ name }) => name);
const texts = ({ figure }: Chart): string => JSON.stringify(figure.layout.annotations);

describe('runChart()', () => {
  it('has smoothed loss and rate at the same steps', () => {
    for (const chart of [runLive(), runDone(), runRestarts()]) {
      const smooth = stepsOf(traceOf(chart, 'loss.smooth'));
      expect(
        [...new Set(stepsOf(traceOf(chart, 'lr')))].filter((step) => !smooth.includes(step)),
      ).toEqual([]);
    }
  });

  it('shows every step while they are few, and then thinned points with their own', () => {
    const few = traceOf(runChart(runView(400)), 'loss.raw');
    expect(few).toMatchObject({ x0: 0, dx: 1, hovertemplate: '%{y:.3g}   train<extra></extra>' });
    expect(traceOf(runLive(), 'loss.raw')?.hovertemplate).toContain('step %{x:,d}');
  });

  it('keeps the highest loss of a million', () => {
    const loss = new Float32Array(1e6).fill(0.5);
    loss[777_777] = 99;
    const planned = curveOf('x', [hold(1e6, 1)]);
    const chart = runChart(runView(1e6, { planned, loss, lr: new Float32Array(1e6).fill(1) }));
    expect(Math.max(...decodeColumn(traceOf(chart, 'loss.raw')?.y ?? []))).toBe(99);
  });

  it('is the same with a memory of the frames before', () => {
    const memory = runMemory();
    for (const step of [0, 1, 700, 1820]) runChart(runView(step, { loss: losses(1820) }), memory);
    const view = runView(1820);
    expect(runChart(view, memory)).toEqual(runChart(view));
  });

  it('takes a linear axis by itself once a loss is not above zero', () => {
    const axis = (loss: readonly number[]): unknown =>
      runChart(runView(3, { loss })).figure.layout.yaxis;
    expect(axis([1, 0.5, 0.1])).toMatchObject({ type: 'log' });
    expect(axis([1, 0.5, 0])).toMatchObject({ type: 'linear', range: [0, 1.05] });
  });

  it('marks steps without a loss on a rug and names the first', () => {
    const chart = runFailed();
    expect(stepsOf(traceOf(chart, 'nan'))).toContain(1204);
    expect(chart.facts).toContainEqual({ label: 'first NaN', value: 'step 1,204' });
    expect(shapes(chart)).toContain('stop');
  });

  it('tells how a run ended in words, and what was not run', () => {
    const chart = runStopped();
    expect(texts(chart)).toContain('improve for 3 epochs');
    expect(shapes(chart)).toEqual(expect.arrayContaining(['phase.off', 'ended', 'drop']));
    expect(shapes(runDone())).not.toContain('phase.off');
  });

  it('has the facts of a live run in their formats', () => {
    expect(runLive().facts?.map(({ label, value }) => `${label} ${value}`.trim())).toEqual([
      'step 1,820/4,690',
      '39 %',
      '12.4 ms/step',
      '10,300 examples/s',
      'ETA 0:36',
      'loss, smoothed 0.0401',
      'lr 8.4e-4',
      'best validation 0.0587',
    ]);
  });

  it('says where a run went on', () => {
    const chart = runChart(runView(1820, { resumedAt: [500, 1200] }));
    expect(chart.facts).toContainEqual({ label: 'resumed at step', value: '500, 1,200' });
  });

  it('draws only the plan before the first step', () => {
    const chart = runStart();
    expect(chart.figure.data.map(({ meta }) => meta.role)).toEqual(['lr.planned', 'hidden']);
    expect(chart.progress).toBe(0);
  });

  it('marks where it was steered, with what had been planned dotted', () => {
    const chart = runSteered();
    const marks = (chart.figure.layout.annotations ?? []).filter(({ name }) => name === 'label.lr');
    expect(marks.filter(({ text }) => /^[①②]$/.test(String(text))).map(({ x }) => x)).toEqual([
      1641, 2400,
    ]);
    expect(shapes(chart)).toContain('change');
    expect(chart.facts).toContainEqual({ label: 'changed at step', value: '① 1,641 ② 2,400' });
    const former = traceOf(chart, 'lr.before');
    const steps = stepsOf(former);
    const rates = decodeColumn(former?.y ?? []);
    expect(steps[0]).toBe(1641);
    expect(rates[0]).toBeCloseTo(planned(1641), 9);
    // one line for each change, both to the end of the run
    expect(steps.filter((step) => step === 4689)).toHaveLength(4);
    // the plan is the one that was used: nothing is drawn twice behind
    expect(stepsOf(traceOf(chart, 'lr.planned'))[0]).toBe(2430);
  });

  it('keeps a frame small however often it is steered', () => {
    const changes = Array.from({ length: 40 }, (_, i) => ({ step: 10 + i, before: planned }));
    const chart = runChart(runView(4000, { changes }));
    expect(JSON.stringify(chart).length).toBeLessThanOrEqual(25_000);
    expect(shapes(chart).filter((name) => name === 'change')).toHaveLength(1);
  });

  it('shows the rates that were used, not those planned', () => {
    const lr = Float64Array.from({ length: 1820 }, (_, step) => (step < 1000 ? 7 : 3));
    const values = decodeColumn(traceOf(runChart(runView(1820, { lr })), 'lr')?.y ?? []);
    expect(new Set(values.filter(Number.isFinite))).toEqual(new Set([7, 3]));
  });

  it.each([
    ['one step', runView(1)],
    ['no finite loss', runView(3, { loss: [Number.NaN, Number.NaN, Number.POSITIVE_INFINITY] })],
    ['a plan that ends within an epoch', runView(50, { totalSteps: 1000, stepsPerEpoch: 300 })],
    [
      'a plan shorter than the run',
      runView(50, { totalSteps: 50, planned: curveOf('x', [hold(20, 1)]) }),
    ],
    ['validation without numbers', runView(9, { validation: [{ step: 8, loss: Number.NaN }] })],
    [
      'phases between steps',
      runView(9, { planned: curveOf('x', [stairs(25.06, 1, 3.3), hold(70.01, 2)]) }),
    ],
    ['an empty plan', runView(0, { totalSteps: 1 })],
  ])('copes with %s', (_, view) => {
    for (const kind of ['running', 'done', 'stopped', 'failed'] as const) {
      const chart = runChart({ ...view, status: { word: kind, kind } });
      const text = JSON.stringify({ ...chart, figure: { ...chart.figure, data: [] } });
      expect(text).not.toMatch(/null|Infinity|"x":NaN/);
    }
  });
});

describe('closeRunChart()', () => {
  const many = 20_000;
  const planned = curveOf('x', [hold(many, 1)]);
  const loss = losses(many);
  const lr = new Float32Array(many).fill(1);
  const view = runView(many, { planned, loss, lr });

  it('has every step of a part, and the rest in outline', () => {
    const raw = traceOf(closeRunChart(view, { part: [7000.2, 7500] }), 'loss.raw');
    const steps = stepsOf(raw);
    const inside = steps.filter((step) => step >= 7000 && step <= 7500);
    expect(inside).toEqual(Array.from({ length: 501 }, (_, i) => 7000 + i));
    expect([steps[0], steps.at(-1)]).toEqual([0, many - 1]);
    const values = decodeColumn(raw?.y ?? []);
    expect(steps.map((step) => Math.fround(loss[step] as number))).toEqual([...values]);
  });

  it('smooths over every step, however many there are', () => {
    const smooth = traceOf(closeRunChart(view, { smoothing: 0.97 }), 'loss.smooth');
    expect(smooth?.name).toBe('train, smoothed 0.97');
    const exact: number[] = [];
    let sum = 0;
    for (const [step, value] of loss.entries()) {
      sum = 0.97 * sum + 0.03 * value;
      exact.push(sum / (1 - 0.97 ** (step + 1)));
    }
    const values = decodeColumn(smooth?.y ?? []);
    stepsOf(smooth).forEach((step, i) => {
      expect(values[i]).toBeCloseTo(exact[step] as number, 6);
    });
  });

  it('is the whole run where nothing is asked, and bears any part', () => {
    const whole = runChart(view).figure.layout;
    for (const part of [undefined, [-5, 1e9], [5, 3], [many, many + 1]] as const) {
      const { figure } = closeRunChart(view, part ? { part } : {});
      expect(figure.layout.yaxis).toEqual(whole.yaxis);
    }
  });
});

describe('sizes', () => {
  // the worst counts: just before buckets join, every loss different, rates that jump
  it.each([100, 511, 4095, 65_535, 131_071, 786_431, 1_000_000])(
    'a live frame of %i steps has at most 25 kB',
    (step) => {
      const planned = curveOf('stairs', [
        stairs(Math.max(step, 65_537), 0.1, Math.ceil(step / 20)),
      ]);
      const validation = Array.from({ length: 60 }, (_, i) => ({
        step: (i * step) / 60,
        loss: 1 / (i + 1),
      }));
      const view = runView(step, {
        planned,
        totalSteps: step + 20,
        stepsPerEpoch: step / 25,
        validation: validation.map((point) => ({ ...point, step: Math.floor(point.step) })),
        title: 'x'.repeat(1000),
        remaining: 10,
        examplesPerSecond: 100,
      });
      expect(JSON.stringify(runChart(view)).length).toBeLessThanOrEqual(25_000);
    },
  );

  it.each([1000, 2000, 1_000_000])(
    'a saved run of %i steps has at most 68 kB without its SVG',
    (step) => {
      const planned = curveOf('stairs', [stairs(step, 0.1, Math.ceil(step / 20))]);
      const status = { word: 'finished', kind: 'done' } as const;
      const view = runView(step, { planned, status, validation: validated(1, 0.5) });
      expect(JSON.stringify(runChart(view)).length).toBeLessThanOrEqual(68_000);
    },
  );
});
