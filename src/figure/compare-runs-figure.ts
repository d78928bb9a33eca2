import type { Chart, Mark, Trace } from './chart';
import { runsTable, type Setting } from './compare-runs-table';
import { lineTrace } from './curve-traces';
import { encodeColumn } from './encode';
import { formatLoss, formatSteps } from './format';
import {
  type FigureMeta,
  fitWidth,
  frame,
  margin as inside,
  nominalWidth,
  type UnitView,
} from './layout';
import {
  commonMeasure,
  type GroupCurve,
  groupCurve,
  measure,
  median,
  type RunMeasure,
  smoothingFor,
  stepsTo,
  summarizeRun,
} from './measured';
import { lossAxis, lossRanges, lossScale, placeOnAxis } from './run-scale';
import { type RunView, secondsPerStep } from './run-view';
import { SERIES_ROLES, seriesRole } from './series';
import { cleanText, plotlyText } from './text';
import { verdictOf } from './verdict';

/** One setting of a comparison: its runs, which differ by their seed alone. */
export interface RunsEntry {
  readonly label: string;
  readonly runs: readonly RunView[];
}

/** Options of {@link compareRunsChart}. */
export interface CompareRunsOptions {
  readonly title?: string;
  /** What is compared; left out, the validation loss if every run has three points of it, else the training loss. */
  readonly measure?: RunMeasure;
  /** The loss that `steps to` counts to; left out, a round one that every run reaches. */
  readonly target?: number;
}

const height = 322;
// end labels stand in the right margin
const margin = { ...inside, r: 148 };

/** The smallest of 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10 times a power of ten that is at least `value`. */
function roundUp(value: number): number {
  const unit = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((one) => one * unit >= value) ?? 10;
  return Number((factor * unit).toPrecision(2));
}

/** Units in which settings can be aligned, and how long each axis is. */
function unitsOf(runs: readonly RunView[], area: number): FigureMeta['units'] {
  const longest = (perStep: (run: RunView) => number): UnitView => {
    const [first = 0, ...others] = runs.map(perStep);
    return {
      ...(others.every((other) => other === first) ? { perStep: first } : {}),
      total: Math.max(...runs.map((run) => run.step * perStep(run))),
    };
  };
  return {
    ...(runs.every((run) => run.stepsPerEpoch)
      ? { epoch: longest((run) => 1 / (run.stepsPerEpoch as number)) }
      : {}),
    ...(runs.every((run) => run.examplesPerStep)
      ? { sample: longest((run) => run.examplesPerStep as number) }
      : {}),
    ...(runs.every((run) => secondsPerStep(run) > 0) ? { time: longest(secondsPerStep) } : {}),
    area: { total: area },
  };
}

/** Plotly makes a selector of it, which a dot would break. */
const uidOf = (index: number): string => `series-${index + 1}`;

/** Where the steps of a setting stand in each unit: those of its first run, the time of its middle one. */
function placesOf(
  { runs }: Setting,
  steps: readonly number[],
): NonNullable<Trace['meta']['places']> {
  const [run] = runs as readonly [RunView];
  const sums = new Map<number, number>();
  let [sum, next] = [0, 0];
  const longest = runs.reduce((a, b) => (b.step > a.step ? b : a), run);
  for (const step of [...new Set(steps)].sort((a, b) => a - b)) {
    for (; next <= step && next < longest.step; next++) sum += longest.lr[next] as number;
    sums.set(step, sum);
  }
  return {
    ...(run.stepsPerEpoch ? { epoch: 1 / run.stepsPerEpoch } : {}),
    ...(run.examplesPerStep ? { sample: run.examplesPerStep } : {}),
    time: median(runs.map(secondsPerStep)),
    area: encodeColumn(
      steps.map((step) => sums.get(step) as number),
      'f4',
    ),
  };
}

/** A filled outline from the lowest to the highest, without the gaps. */
function bandTrace(
  setting: Setting,
  { steps, low, high }: GroupCurve,
  [role, uid]: readonly [role: string, uid: string],
): Trace {
  const held = steps.map((_, i) => i).filter((i) => Number.isFinite(low[i]));
  const order = [...held, ...[...held].reverse()];
  const places = order.map((i) => steps[i] as number);
  const values = order.map((i, at) => (at < held.length ? high[i] : low[i]) as number);
  return {
    ...lineTrace(
      { places, values },
      { role: `${role}.band`, name: '', more: { uid: `${uid}-band`, fill: 'toself' } },
    ),
    meta: { role: `${role}.band`, places: placesOf(setting, places) },
  };
}

function settingTraces(setting: Setting, index: number): Trace[] {
  const { curve, runs, label } = setting;
  const role = seriesRole(index);
  const line = lineTrace(
    { places: curve.steps, values: curve.median },
    {
      role,
      name: label,
      hover: `<b>%{y:.3g}</b>   ${plotlyText(label)}`,
      more: { uid: uidOf(index) },
    },
  );
  const placed = { ...line, meta: { role, places: placesOf(setting, curve.steps) } };
  return runs.length > 1 ? [bandTrace(setting, curve, [role, uidOf(index)]), placed] : [placed];
}

/** A name and the last value at the end of each line. */
function endLabels(settings: readonly Setting[], log: boolean): Mark[] {
  return settings.flatMap(({ label, curve }, index) => {
    const last = curve.steps.length - 1 - [...curve.median].reverse().findIndex(Number.isFinite);
    if (!Number.isFinite(curve.median[last])) return [];
    const value = curve.median[last] as number;
    const role = seriesRole(index);
    return [
      {
        name: `label.${role}`,
        text: `<b>${plotlyText(cleanText(label, 9))}</b>  ${formatLoss(value)}`,
        short: '',
        of: uidOf(index),
        room: 18,
        x: curve.steps[last],
        y: placeOnAxis({ log, range: [0, 1] }, value),
        xref: 'x',
        yref: 'y',
        showarrow: true,
        ax: 22,
        ay: 0,
        xanchor: 'left',
        yanchor: 'middle',
        standoff: 2,
      },
    ];
  });
}

function targetMarks(target: number, log: boolean): { shapes: Mark[]; annotations: Mark[] } {
  if (!Number.isFinite(target) || (log && target <= 0)) return { shapes: [], annotations: [] };
  const line = { type: 'line', xref: 'paper', yref: 'y', x0: 0, x1: 1, y0: target, y1: target };
  const label = {
    name: 'label.muted',
    text: `target ${Number(target.toPrecision(3))}`,
    xref: 'paper',
    yref: 'y',
    x: 0,
    y: placeOnAxis({ log, range: [0, 1] }, target),
    xanchor: 'left',
    yanchor: 'bottom',
    xshift: 4,
    yshift: 1,
  };
  return { shapes: [{ name: 'target', ...line }], annotations: [label] };
}

function settingsOf(entries: readonly RunsEntry[], by: RunMeasure, smoothing: number): Setting[] {
  return entries.map(({ label, runs }) => {
    const measured = runs.map((run) => measure(run, by, smoothing));
    return {
      label: cleanText(label, 60),
      runs,
      measured,
      summaries: runs.map((run, i) => summarizeRun(run, measured[i] ?? { steps: [], values: [] })),
      curve: groupCurve(runs, measured),
    };
  });
}

/** `validation loss · line: median of 5 seeds · band: lowest to highest seed`. */
function subtitleOf(settings: readonly Setting[], by: RunMeasure, smoothing: number): string {
  const counts = new Set(settings.map(({ runs }) => runs.length));
  const what = by === 'validation' ? 'validation loss' : `training loss, smoothed ${smoothing}`;
  if (counts.size === 1 && counts.has(1)) return what;
  const many = counts.size === 1 ? `${[...counts][0]} ` : 'all ';
  return `${what} · line: median of ${many}seeds · band: lowest to highest seed`;
}

function titleOf(settings: readonly Setting[]): string {
  const counts = settings.map(({ runs }) => runs.length);
  const [first = 1] = counts;
  if (counts.every((count) => count === 1)) {
    return `${settings.length} ${settings.length === 1 ? 'run' : 'runs'}`;
  }
  const names = `${settings.length} ${settings.length === 1 ? 'setting' : 'settings'}`;
  return counts.every((count) => count === first)
    ? `${names} × ${first} seeds`
    : `${names}, ${counts.reduce((a, b) => a + b)} runs`;
}

/**
 * The chart of several runs: the median of each setting's seeds with a band from the lowest to the highest, a table of
 * what they came to, and a verdict that claims no more than the seeds show.
 *
 * @param entries At least one, each with at least one run.
 * @throws RangeError when there is nothing to compare.
 * @example
 * const run = {
 *   title: 'a', status: { word: 'finished', kind: 'done' },
 *   planned: cosine({ peak: 1e-3, steps: 3 }), totalSteps: 3, step: 3, elapsed: 1,
 *   lr: [1e-3, 7e-4, 2e-4], loss: [2, 1, 0.5], validation: [],
 * };
 * const chart = compareRunsChart([{ label: 'a', runs: [run] }, { label: 'b', runs: [{ ...run, loss: [2, 1.5, 1] }] }]);
 * assert.equal(chart.verdict?.head, 'a is lowest, by one run each.');
 */
export function compareRunsChart(
  entries: readonly RunsEntry[],
  options: CompareRunsOptions = {},
): Chart {
  if (entries.length === 0 || entries.some(({ runs }) => runs.length === 0)) {
    throw new RangeError('Cannot compare runs: each entry must hold at least one run');
  }
  const all = entries.flatMap(({ runs }) => runs);
  const by = options.measure ?? commonMeasure(all);
  const smoothing = smoothingFor(Math.max(...all.map((run) => run.step)));
  const settings = settingsOf(entries, by, smoothing);
  const steps = Math.max(1, ...all.map((run) => run.step));
  const shown = settings.flatMap(({ curve, runs }) =>
    runs.length > 1 ? [...curve.low, ...curve.high] : curve.median,
  );
  const ranges = lossRanges(
    Math.min(...shown.filter(Number.isFinite)),
    Math.max(...shown.filter(Number.isFinite)),
  );
  const scale = lossScale(ranges);
  const bests = settings.flatMap(({ summaries }) => summaries.map(({ best }) => best));
  const worst = Math.max(...bests.filter(Number.isFinite));
  const target = options.target ?? (worst > 0 && Number.isFinite(worst) ? roundUp(worst) : worst);
  const epochs = new Set(all.map((run) => run.stepsPerEpoch));
  const around = frame(
    {
      steps,
      stepsPerEpoch: epochs.size === 1 ? [...epochs][0] : undefined,
      unit: 'step',
      stepsPerUnit: 1,
    },
    { top: 1, margin, hoverTitle: 'step %{x:,d}' },
  );
  const line = targetMarks(target, scale.log);
  const name = by === 'validation' ? 'validation loss' : 'training loss';
  const area = Math.max(...settings.flatMap(({ summaries }) => summaries.map((one) => one.area)));
  const traces = settings.map(settingTraces);
  const figure = {
    // bands first, so that none covers a line
    data: [
      ...traces.flatMap((list) => list.slice(0, -1)),
      ...traces.flatMap((list) => list.slice(-1)),
      ...around.traces,
    ],
    layout: {
      height,
      margin,
      meta: { ...around.meta, loss: { ...ranges, name }, units: unitsOf(all, area) },
      ...around.axes,
      yaxis: lossAxis(scale, [0, 1], name),
      shapes: [...around.shapes, ...line.shapes],
      annotations: [...around.annotations, ...line.annotations, ...endLabels(settings, scale.log)],
    },
  };
  const verdict = verdictOf(
    settings.map(({ label, summaries }) => ({
      label,
      best: summaries.map(({ best }) => best),
      diverged: summaries.filter(({ diverged }) => diverged).length,
    })),
  );
  const reach = settings.map(({ measured }) => measured.map((one) => stepsTo(target, one)));
  const title = cleanText(options.title ?? titleOf(settings));
  const subtitle = subtitleOf(settings, by, smoothing);
  const words = settings.slice(0, SERIES_ROLES).map(({ label, summaries }) => {
    const best = median(summaries.map((one) => one.best));
    return Number.isFinite(best) ? `${label} (best ${formatLoss(best)})` : label;
  });
  return {
    version: 1,
    title,
    subtitle,
    figure: fitWidth(figure, nominalWidth),
    ...(verdict ? { verdict } : {}),
    table: runsTable(settings, reach, target),
    description: `${name} of ${words.join(', ')}${settings.length > words.length ? ', …' : ''} over ${formatSteps(steps)} steps. ${verdict ? `${verdict.head} ${verdict.text}` : subtitle}`,
  };
}
