import { rateAxis } from './axes';
import type { Chart, Figure } from './chart';
import { Buckets } from './downsample';
import { formatRate } from './format';
import {
  type FigureMeta,
  fitWidth,
  frame,
  margin as inside,
  nominalWidth,
  type UnitView,
} from './layout';
import { bandsOf, drawBands } from './phases';
import { changeMarks, formerPlans } from './run-changes';
import { factsText, runFacts } from './run-facts';
import { type Panels, runMarks } from './run-labels';
import {
  panelAxes,
  panelAxis,
  panelHeight,
  panelLabels,
  panelsOf,
  panelTraces,
} from './run-panels';
import { type LossRanges, lossAxis, lossRanges, lossScale } from './run-scale';
import { runTraces, sharedSteps } from './run-traces';
import { type RunView, secondsPerStep } from './run-view';
import { type Sample, sampleCurve } from './sample';
import { cleanText } from './text';

const height = 392;
const plotHeight = height - inside.t - inside.b;

/** Where loss and rate stand above `below` px of other panels, in shares of the height of the plot. */
function panelPlaces(below: number): Panels {
  const all = plotHeight + below;
  const share = (pixels: number): number => Number(((pixels + below) / all).toFixed(5));
  return {
    top: share(302.4),
    middle: share(96),
    low: share(68.8),
    bottom: below / all,
    height: all,
  };
}

const MOST_BUCKETS = 1000;
/** Bytes of the columns of a live frame, before base64. */
const BUDGET = 13_800;

/**
 * What a live chart remembers from frame to frame, so that a frame costs only its new steps.
 *
 * @example
 * const memory = runMemory();
 * send(runChart(view, memory));
 */
export function runMemory(): Buckets {
  return new Buckets(MOST_BUCKETS);
}

/** Buckets of a chart: a live frame must stay below 25 kB, a saved run may have more; large steps take more bytes. */
function bucketLimit(view: RunView, panels: number, former: number): number {
  if (view.status.kind !== 'running') return MOST_BUCKETS;
  const [columns, each] = view.totalSteps <= 65_536 ? [28, 6] : [36, 8];
  // a place and a rate of what had been planned take as much
  return Math.floor((BUDGET - former * each) / (columns + each * panels));
}

const samples = new WeakMap<RunView['planned'], Sample>();

/** A schedule does not change, so its sample is taken once for all frames. */
function sampleOf(view: RunView): Sample {
  const known = samples.get(view.planned);
  if (known) return known;
  const sample = sampleCurve(view.planned, 120);
  samples.set(view.planned, sample);
  return sample;
}

function runFigure(view: RunView, memory: Buckets): { figure: Figure; failedAt: number } {
  const { totalSteps, stepsPerEpoch } = view;
  const plan = sampleOf(view);
  const more = panelsOf(view);
  const panels = panelPlaces(more.length * panelHeight);
  const former = formerPlans(view);
  const buckets = memory.list(view.loss, bucketLimit(view, more.length, former.places.length));
  const failedAt = buckets.find((bucket) => bucket.bad >= 0)?.bad ?? -1;
  const steps = sharedSteps(buckets);
  const used = steps.map((step) => view.lr[step] as number);
  const peak = Math.max(
    ...plan.steps.map(view.planned),
    ...[...used, ...former.values].filter(Number.isFinite),
  );
  const ranges = rangesOf(view, memory);
  const scale = lossScale(ranges);
  // room for the names of lines that end at the right edge: the same while live, so that nothing moves at the end
  const margin = { ...inside, r: 84 };
  const around = frame(
    { steps: totalSteps, stepsPerEpoch, unit: 'step', stepsPerUnit: 1 },
    { top: panels.top, margin, hoverTitle: 'step %{x:,d}' },
  );
  const drawn = drawBands(bandsOf(view.planned), panels.top, (step) => Math.min(step, totalSteps));
  const { average, smoothing, isClose } = memory;
  const marks = runMarks({ view, scale, average, smoothing, failedAt, panels, steps });
  const changed = changeMarks(view, [panels.bottom, panels.low]);
  const half = peak / 2;
  const rates = {
    ...rateAxis(peak, 1.3),
    tickvals: [0, half, peak],
    ticktext: [0, half, peak].map((rate) => formatRate(rate)),
    domain: [panels.bottom, panels.low],
    anchor: 'x',
    title: { text: 'lr' },
  };
  const rug = { overlaying: 'y', range: [0, 1], visible: false, fixedrange: true };
  const traces = runTraces({ view, buckets, isClose, plan, average, smoothing, peak, former });
  const figure = {
    data: [...traces, ...panelTraces(more, buckets), ...around.traces],
    layout: {
      height: height + more.length * panelHeight,
      margin,
      meta: { ...around.meta, loss: { ...ranges, name: 'loss' }, smoothing, units: unitsOf(view) },
      ...around.axes,
      xaxis: { ...around.axes.xaxis, anchor: more.length > 0 ? panelAxis(more.length - 1) : 'y2' },
      yaxis: lossAxis(scale, [panels.middle, panels.top]),
      yaxis2: rates,
      ...(failedAt >= 0 ? { yaxis3: rug } : {}),
      ...panelAxes(more, panels.height),
      shapes: [...drawn.shapes, ...around.shapes, ...changed.shapes, ...marks.shapes],
      annotations: [
        ...drawn.annotations,
        ...around.annotations,
        ...marks.annotations,
        ...changed.annotations,
        ...panelLabels(more, panels.height),
      ],
    },
  };
  return { figure: fitWidth(figure, nominalWidth), failedAt };
}

function rangesOf(view: RunView, { lowest, highest }: Buckets): LossRanges {
  const finite = view.validation.map((point) => point.loss).filter(Number.isFinite);
  // an arrow back to restored weights runs below the curve
  const under = view.restored === undefined ? 0.75 : 0.42;
  return lossRanges(Math.min(lowest, ...finite), Math.max(highest, ...finite), under);
}

/** What a run may be counted in beside its steps. */
function unitsOf(view: RunView): FigureMeta['units'] {
  const { totalSteps, stepsPerEpoch, examplesPerStep } = view;
  const seconds = secondsPerStep(view);
  const unit = (perStep: number): UnitView => ({ perStep, total: totalSteps * perStep });
  return {
    ...(stepsPerEpoch ? { epoch: unit(1 / stepsPerEpoch) } : {}),
    ...(examplesPerStep ? { sample: unit(examplesPerStep) } : {}),
    ...(seconds > 0 ? { time: unit(seconds) } : {}),
  };
}

/** What a reader looks at closely. */
export interface RunLook {
  /** First and last step of the part that is told finer than the rest; the whole run when left out. */
  readonly part?: readonly [number, number];
  /** Weight of the past in the smoothed loss, 0 to {@link MOST_SMOOTHING}. */
  readonly smoothing?: number;
}

/**
 * The chart of a run for somebody who looks at a part of it: up to 2,000 points of that part, and a loss that is
 * smoothed over every step, however many there are.
 *
 * @example
 * const view = {
 *   title: 'toy',
 *   status: { word: 'finished', kind: 'done' },
 *   planned: cosine({ peak: 1e-3, steps: 1e5 }),
 *   totalSteps: 1e5, step: 1e5, elapsed: 60,
 *   lr: cosine({ peak: 1e-3, steps: 1e5 }).sample(), loss: new Float32Array(1e5), validation: [],
 * };
 * const { figure } = closeRunChart(view, { part: [500, 600] });
 * assert.equal(figure.layout.height, runChart(view).figure.layout.height);
 */
export function closeRunChart(view: RunView, look: RunLook): Chart {
  const { part = [0, view.step - 1], ...options } = look;
  return runChart(
    view,
    Buckets.around(view.loss, view.step, part, { limit: MOST_BUCKETS, ...options }),
  );
}

/**
 * The chart of a training run, live or over: loss above, rate below, on the steps of the whole plan.
 *
 * At most 2,000 points a trace, whatever the number of steps; extremes are always among them.
 *
 * @param memory Of the frames before; left out, all steps are read again (about 10 ns each).
 * @example
 * const view = {
 *   title: 'toy',
 *   status: { word: 'running', kind: 'running' },
 *   planned: cosine({ peak: 1e-3, steps: 100 }),
 *   totalSteps: 100, stepsPerEpoch: 50, step: 2, elapsed: 1,
 *   lr: [1e-3, 9.9e-4], loss: [2.3, 2.1], validation: [],
 * };
 * assert.equal(runChart(view).progress, 0.02);
 */
export function runChart(view: RunView, memory: Buckets = runMemory()): Chart {
  memory.update(view.loss, view.step);
  const { figure, failedAt } = runFigure(view, memory);
  const title = cleanText(view.title);
  const word = cleanText(view.status.word, 40);
  const facts = runFacts(view, memory.average, failedAt);
  const reason = view.stopReason ? `: ${cleanText(view.stopReason, 160)}` : '';
  return {
    version: 1,
    title,
    status: { word, kind: view.status.kind },
    progress: view.totalSteps > 0 ? Math.min(1, view.step / view.totalSteps) : 0,
    facts,
    figure,
    description: `Training of ${title}, ${word}${reason}. ${factsText(facts)}.`,
  };
}
