import type { Chart, Mark } from './chart';
import { runsTable, type Setting } from './compare-runs-table';
import { settingTraces, uidOf, unitsOf } from './compare-runs-traces';
import { subtitleOf, titleOf } from './compare-runs-words';
import { endLabels, type LineEnd, marginBeside } from './end-labels';
import { formatLoss, formatSteps } from './format';
import { fitWidth, frame, nominalWidth } from './layout';
import {
  commonMeasure,
  groupCurve,
  measure,
  median,
  type RunMeasure,
  smoothingFor,
  stepsTo,
  summarizeRun,
} from './measured';
import { lossAxis, lossRanges, lossScale, placeOnAxis } from './run-scale';
import type { RunView } from './run-view';
import { SERIES_ROLES, seriesRole } from './series';
import { cleanText } from './text';
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

/** The smallest of 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10 times a power of ten that is at least `value`. */
function roundUp(value: number): number {
  const unit = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((one) => one * unit >= value) ?? 10;
  return Number((factor * unit).toPrecision(2));
}

function lineEnds(settings: readonly Setting[], log: boolean): LineEnd[] {
  return settings.flatMap(({ label, curve }, index) => {
    const last = curve.steps.length - 1 - [...curve.median].reverse().findIndex(Number.isFinite);
    const value = curve.median[last];
    const x = curve.steps[last];
    if (x === undefined || value === undefined || !Number.isFinite(value)) return [];
    const y = placeOnAxis({ log, range: [0, 1] }, value);
    return { label, value: formatLoss(value), role: seriesRole(index), of: uidOf(index), x, y };
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
  const ends = lineEnds(settings, scale.log);
  const margin = marginBeside(ends);
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
      annotations: [...around.annotations, ...line.annotations, ...endLabels(ends)],
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
