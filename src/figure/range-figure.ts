import type { Axis } from './axes';
import type { Chart, Figure, Status, Table, Trace } from './chart';
import { lineTrace } from './curve-traces';
import { encodeColumn } from './encode';
import { formatLogRate } from './format';
import { fitWidth, margin, nominalWidth } from './layout';
import {
  boundsOf,
  factorText,
  flags,
  groundMarks,
  log10,
  plotHeight,
  refusal,
  ruleMarks,
  suggested,
  tidy,
} from './range-marks';
import { type RangeView, VERDICTS } from './range-view';
import { cleanText } from './text';

/** Factor up to which the rules are one answer. */
const AGREE = 100;

/** What is said of a good curve that the rules read differently. */
const APART = {
  head: 'The rules disagree.',
  text: 'One of them may have caught something that is no part of the descent. See where in the valley each of them lies, and try two of them in short runs.',
};

const COUNTS = ['no', 'one', 'two', 'three', 'four'];

/** Mean of the first tenth of the losses: where the curve starts. */
function startOf({ smoothed }: RangeView): number {
  const count = Math.max(1, Math.floor(smoothed.length / 10));
  const first = Array.from(smoothed).slice(0, count).filter(Number.isFinite);
  return first.reduce((sum, loss) => sum + loss, 0) / first.length;
}

/** The axis of losses: from zero, or around a flat curve, so that noise never looks like one. */
function lossRange(view: RangeView, start: number): readonly [number, number] {
  const losses = Array.from(view.losses).filter(Number.isFinite);
  const low = Math.min(...losses);
  if (!Number.isFinite(low)) return [0, 1];
  if (view.verdict === 'flat') {
    const around = Math.max(Math.abs(start) * 0.3, ...losses.map((loss) => Math.abs(loss - start)));
    return [tidy(start - around), tidy(start + around)];
  }
  // a loss that diverged would press the rest against the axis
  const high = Math.min(Math.max(...losses), start + Math.max(start - low, Math.abs(start) * 0.5));
  const room = (high - Math.min(low, 0)) * 0.08;
  return [tidy(low < 0 ? low - room : 0), tidy(high + room)];
}

/** Decades of the rate axis, in e-form. */
function rateAxisLog([from, to]: readonly [number, number]): Axis {
  const [low, high] = [log10(from), log10(to)];
  const ends: number[] = [];
  for (let exponent = Math.ceil(low - 1e-9); exponent <= high + 1e-9; exponent++) {
    ends.push(exponent);
  }
  const tickvals = ends.map((exponent) => tidy(10 ** exponent));
  return {
    type: 'log',
    range: [tidy(low), tidy(high)],
    ...(ends.length > 1
      ? {
          tickvals,
          ticktext: ends.map((exponent) =>
            Math.abs(exponent) < 2 && exponent >= 0 ? String(10 ** exponent) : `1e${exponent}`,
          ),
        }
      : {}),
    hoverformat: '.3~e',
    unifiedhovertitle: { text: '\u2002rate %{x:.3~e}' },
    title: { text: 'learning rate · log' },
  };
}

function curveTraces(view: RangeView): Trace[] {
  const places = Array.from(view.rates);
  const gap = (value: number): number => (Number.isFinite(value) ? value : Number.NaN);
  const column = (values: ArrayLike<number>): number[] =>
    places.map((_, i) => gap(values[i] as number));
  const x = encodeColumn(places, 'f4');
  const losses = lineTrace(
    { places, values: column(view.losses) },
    {
      role: 'loss.raw',
      name: 'loss',
      mode: places.length <= 200 ? 'lines+markers' : 'lines',
      hover: '%{y:.3g}   loss',
      more: { uid: 'loss', marker: { size: 3 }, x },
    },
  );
  const smooth = lineTrace(
    { places, values: column(view.smoothed) },
    {
      role: 'loss.smooth',
      name: 'loss, smoothed',
      hover: '<b>%{y:.3g}</b>   smoothed',
      more: { uid: 'smoothed', x },
    },
  );
  if (!view.low || !view.high) return [losses, smooth];
  const order = [...places.keys(), ...[...places.keys()].reverse()];
  const band = order.map((i, at) => (at < places.length ? view.high : view.low)?.[i] as number);
  const held = order.filter((_, at) => Number.isFinite(band[at]));
  return [
    lineTrace(
      { places: held.map((i) => places[i] as number), values: band.filter(Number.isFinite) },
      { role: 'series.1.band', name: '', more: { uid: 'repeats', fill: 'toself' } },
    ),
    losses,
    smooth,
  ];
}

function rangeFigure(view: RangeView): Figure {
  const signal = suggested(view).length > 0;
  // as high while it runs as when it has something to say, so that nothing below moves
  const above = signal || view.running ? flags : view.verdict === 'flat' ? 0 : 38;
  const all = plotHeight + above;
  const top = tidy(plotHeight / all);
  const start = startOf(view);
  const bounds = boundsOf(view);
  const rules = ruleMarks(view, top);
  const ground = groundMarks(view, start, top);
  return {
    data: [...curveTraces(view), ...rules.traces],
    layout: {
      height: all + margin.t + margin.b - 14,
      margin: { ...margin, t: 12 },
      meta: { total: log10(bounds[1] / bounds[0]), from: log10(bounds[0]), top },
      xaxis: rateAxisLog(bounds),
      yaxis: {
        domain: [0, top],
        range: lossRange(view, start),
        title: { text: 'loss' },
        tickformat: '~g',
        nticks: 7,
      },
      shapes: [...ground.shapes, ...rules.shapes],
      annotations: [...ground.labels, ...rules.labels, ...refusal(view)],
    },
  };
}

function rangeTable(view: RangeView): Table {
  return {
    columns: [
      { title: 'rule', align: 'start' },
      { title: 'rate', align: 'end' },
      { title: 'what it is', align: 'start' },
    ],
    rows: suggested(view).map(({ name, rate, words, role }) => ({
      role: `${role}.mark`,
      cells: [name, formatLogRate(rate, 3), words],
    })),
  };
}

const sentence = (text: string): string => {
  const clean = cleanText(text, 240);
  return clean.charAt(0).toUpperCase() + clean.slice(1);
};

function statusOf({ verdict, running }: RangeView, rules: number, apart: number): Status {
  if (running) return { word: 'running', kind: 'running' };
  if (verdict === 'ok') {
    const named = `${COUNTS[rules] ?? rules} rules`;
    return apart > AGREE
      ? { word: `ok, but ${named} differ × ${factorText(apart)}`, kind: 'doubtful' }
      : { word: `ok: ${named} within × ${factorText(apart)}`, kind: 'done' };
  }
  return { word: rules > 0 ? verdict : `no signal: ${verdict}`, kind: 'doubtful' };
}

/** What should be known before one of the rates is taken. */
function warningOf({ verdict, running, reason }: RangeView, apart: number): Chart['verdict'] {
  if (running) return undefined;
  if (verdict === 'ok') return apart > AGREE ? APART : undefined;
  const { head, text } = VERDICTS[verdict];
  return { head, text: [...(reason ? [`${sentence(reason)}.`] : []), text].join(' ') };
}

/**
 * The chart of a range test: loss against rate, the four suggestions and how far they spread. Without a signal it shows
 * no number at all, and says why.
 *
 * @throws RangeError when there are fewer than two rates and no bounds.
 * @example
 * const flat = { valley: 1e-3, steep: 1e-3, slide: 1e-3, minimum: 1e-3, verdict: 'flat' };
 * const chart = rangeChart({ rates: [1e-4, 1e-3, 1e-2], losses: [2, 2, 2], smoothed: [2, 2, 2], ...flat });
 * assert.equal(chart.table, undefined);
 */
export function rangeChart(view: RangeView): Chart {
  const { rates, planned, repeats, running } = view;
  if (rates.length < 2 && !view.bounds) {
    throw new RangeError(
      `Cannot draw a range test: it needs at least two rates, or its bounds, got ${rates.length}`,
    );
  }
  const [from, to] = boundsOf(view);
  const rules = suggested(view);
  const [first, last] = [rules[0], rules.at(-1)];
  const apart = first && last ? last.rate / first.rate : 1;
  const count = planned && planned > rates.length ? `${rates.length} of ${planned}` : rates.length;
  const parts = [
    `${count} steps`,
    ...(repeats && repeats > 1 ? [`median of ${repeats} repeats`] : []),
    ...(view.stopReason ? [cleanText(view.stopReason, 90)] : []),
  ];
  const warning = warningOf(view, apart);
  const numbers = rules.map(({ name, rate }) => `${name} ${formatLogRate(rate, 3)}`).join(', ');
  const title = cleanText(view.title ?? 'Range test');
  return {
    version: 1,
    title,
    subtitle: parts.join(' · '),
    status: statusOf(view, rules.length, apart),
    figure: fitWidth(rangeFigure(view), nominalWidth),
    ...(running && planned ? { progress: Math.min(1, rates.length / planned) } : {}),
    ...(warning && { verdict: warning }),
    ...(rules.length > 0 ? { table: rangeTable(view) } : {}),
    description: `${title}: loss at rates from ${formatLogRate(from, 2)} to ${formatLogRate(to, 2)}. ${numbers ? `Suggested rates: ${numbers}.` : 'No rate is suggested.'}${warning ? ` ${warning.text}` : ''}`,
  };
}
