import { describe, expect, it } from 'vitest';
import {
  compareChart,
  compareRunsChart,
  type RunView,
  rangeChart,
  runChart,
  scheduleChart,
  toSvg,
  toText,
} from '../../src/figure';
import { runFailed, runLive } from './examples';
import { cosine, curveOf } from './examples/curves';
import { hostile } from './examples/hostile';
import { rangeView } from './examples/ranges';
import { runView } from './examples/runs';
import { xmlProblem } from './xml';

describe.each(hostile)('a title such as %j', (text) => {
  const curve = Object.assign(curveOf(text, [{ ...cosine(90, 1, 0), name: text }]), {});
  const view: Partial<RunView> = {
    title: text,
    status: { word: text, kind: 'stopped' },
    stopReason: text,
    planned: curve,
  };
  const charts = [
    scheduleChart(curve),
    compareChart([{ label: text, curve }]),
    runChart(runView(40, view)),
    compareRunsChart([{ label: text, runs: [runView(40, view)] }]),
    rangeChart({ ...rangeView(20, () => 2, 0.1, { stopReason: text, reason: text }), title: text }),
  ];

  it('makes no markup in the SVG', () => {
    for (const chart of charts) {
      const svg = toSvg(chart);
      expect(xmlProblem(svg)).toBeUndefined();
      expect(svg).not.toMatch(/<(img|script)|<[^>]* on\w+=/i);
      expect(svg.length).toBeLessThanOrEqual(12_000);
    }
  });

  it('makes no markup in Plotly labels, and stays short', () => {
    for (const chart of charts) {
      const labels = JSON.stringify([
        chart.figure.layout.annotations,
        chart.figure.data.map((t) => t.hovertemplate),
      ]);
      expect(labels.replace(/<\/?b>|<br>|<extra><\/extra>/g, '')).not.toMatch(/[<>]/);
      expect(labels.replace(/%\{(x|y|customdata)(:[^}]*)?\}/g, '')).not.toContain('%{');
      expect(JSON.stringify(chart).length).toBeLessThan(25_000);
      expect(toText(chart).split('\n')).toHaveLength(2);
    }
  });
});

describe('toSvg()', () => {
  it('draws each kind of mark', () => {
    const svg = toSvg(runFailed());
    expect(svg).toContain('NaN at step 1,204');
    expect(svg).toMatch(/<circle /);
    expect(svg).toContain('stopped: NaN');
  });

  it('has title and subtitle, and the description as its name', () => {
    const chart = runLive();
    const svg = toSvg(chart);
    expect(svg).toContain('>mnist-cnn');
    expect(svg).toContain('running · step 1,820/4,690 · 39 %');
    expect(svg).toContain(`<title>${chart.description}</title>`);
  });
});

describe('xmlProblem()', () => {
  it.each(['<a>', '<a></b>', '<a>&</a>', '<a b=c/>', '<a/>x', '<a>\u0000</a>', '<a b="<"/>'])(
    'refuses %j',
    (text) => {
      expect(xmlProblem(text)).toBeDefined();
    },
  );

  it('takes what is well-formed', () => {
    expect(xmlProblem('<a b="1"><c d="e"/>&#38;</a>')).toBeUndefined();
  });
});
