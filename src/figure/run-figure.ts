import { rateAxis } from './axes';
import type { Chart, Figure } from './chart';
import { Buckets } from './downsample';
import { formatRate } from './format';
import { fitWidth, frame, margin as inside, nominalWidth } from './layout';
import { bandsOf, drawBands } from './phases';
import { factsText, runFacts } from './run-facts';
import { runMarks } from './run-labels';
import { lossAxis, lossScale } from './run-scale';
import { runTraces } from './run-traces';
import type { RunView } from './run-view';
import { type Sample, sampleCurve } from './sample';
import { cleanText } from './text';

const height = 392;
const panels = { top: 0.945, middle: 0.3, low: 0.215, height: height - inside.t - inside.b };
const MOST_BUCKETS = 1000;

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
function bucketLimit(view: RunView): number {
  if (view.status.kind !== 'running') return MOST_BUCKETS;
  return view.totalSteps <= 65_536 ? 512 : 384;
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
  const buckets = memory.list(view.loss, bucketLimit(view));
  const failedAt = buckets.find((bucket) => bucket.bad >= 0)?.bad ?? -1;
  const used = buckets.map((bucket) => view.lr[bucket.last] as number);
  const peak = Math.max(...plan.steps.map(view.planned), ...used.filter(Number.isFinite));
  const scale = lossScale(view, memory);
  // room for the names of lines that end at the right edge: the same while live, so that nothing moves at the end
  const margin = { ...inside, r: 84 };
  const around = frame(
    { steps: totalSteps, stepsPerEpoch, unit: 'step', stepsPerUnit: 1 },
    { top: panels.top, margin, hoverTitle: 'step %{x:,d}' },
  );
  const drawn = drawBands(bandsOf(view.planned), panels.top, (step) => Math.min(step, totalSteps));
  const { average } = memory;
  const marks = runMarks({ view, scale, average, failedAt, panels });
  const half = peak / 2;
  const rates = {
    ...rateAxis(peak, 1.3),
    tickvals: [0, half, peak],
    ticktext: [0, half, peak].map((rate) => formatRate(rate)),
    domain: [0, panels.low],
    anchor: 'x',
    title: { text: 'lr' },
  };
  const rug = { overlaying: 'y', range: [0, 1], visible: false, fixedrange: true };
  const figure = {
    data: [...runTraces({ view, buckets, plan, average, peak }), ...around.traces],
    layout: {
      height,
      margin,
      meta: around.meta,
      ...around.axes,
      xaxis: { ...around.axes.xaxis, anchor: 'y2' },
      yaxis: lossAxis(scale, [panels.middle, panels.top]),
      yaxis2: rates,
      ...(failedAt >= 0 ? { yaxis3: rug } : {}),
      shapes: [...drawn.shapes, ...around.shapes, ...marks.shapes],
      annotations: [...drawn.annotations, ...around.annotations, ...marks.annotations],
    },
  };
  return { figure: fitWidth(figure, nominalWidth), failedAt };
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
