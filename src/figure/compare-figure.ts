import { rateAxis, rateFormat } from './axes';
import type { Chart, Table, Trace } from './chart';
import type { RateCurve } from './curve';
import { brokenLine, closingLine, lineTrace } from './curve-traces';
import { endLabels, type LineEnd, marginBeside } from './end-labels';
import { formatLoss, formatPercent, formatRate } from './format';
import { fitWidth, frame, nominalWidth, type Plan, placeOn, placeText } from './layout';
import { specOf } from './resample';
import { evenSteps, mergeSteps, sampleCurve } from './sample';
import { lengthText, planOf, type ScheduleChartOptions, specMeta } from './schedule-figure';
import { seriesRole } from './series';
import { cleanText, plotlyText } from './text';

/** One schedule of a comparison, under the name it is compared by. */
export interface CompareEntry {
  readonly label: string;
  readonly curve: RateCurve;
}

/** What a table says of a schedule. */
export interface CurveSummary {
  readonly peak: number;
  readonly final: number;
  /** Sum of the rates of all steps. */
  readonly area: number;
  /** `area` as a share of a constant at the peak, 0 to 1. */
  readonly share: number;
  /** Share of the steps before the first phase that does not rise, 0 to 1. */
  readonly warmup: number;
}

const height = 282;
const room = 1.08;
const MOST_CORNERS = 400;

/**
 * Adds up a schedule; beyond 100,000 steps every k-th stands for its neighbours.
 *
 * @example
 * assert.equal(summarizeCurve(constant({ peak: 0.5, steps: 10 })).area, 5);
 */
export function summarizeCurve(curve: RateCurve): CurveSummary {
  const stride = Math.max(1, Math.ceil(curve.steps / 100_000));
  let peak = 0;
  let sum = 0;
  let count = 0;
  for (let step = stride >> 1; step < curve.steps; step += stride) {
    const rate = curve(step);
    peak = Math.max(peak, rate);
    sum += rate;
    count++;
  }
  for (const { from } of curve.phases) if (from < curve.steps) peak = Math.max(peak, curve(from));
  const mean = count > 0 ? sum / count : 0;
  const [first] = curve.phases;
  return {
    peak,
    final: curve(curve.steps - 1),
    area: mean * curve.steps,
    share: peak > 0 ? mean / peak : 0,
    warmup: first?.kind === 'rise' ? Math.min(first.to, curve.steps) / curve.steps : 0,
  };
}

/** Plotly makes a selector of it, which a dot would break. */
const uidOf = (index: number): string => `series-${index + 1}`;

/** Traces on one grid for all, so that every row of the hover is the rate of the step it stands under. */
function compareTraces(entries: readonly CompareEntry[], plan: Plan, peak: number): Trace[] {
  const place = placeOn(plan);
  const samples = entries.map(({ curve }) => sampleCurve(curve, 240));
  const corners = mergeSteps(...samples.map((sample) => sample.corners));
  const even = evenSteps(0, plan.steps - 1, 240);
  // very many corners are no longer seen one by one; thinned, they still show the spread of the rates
  const every = Math.ceil(corners.length / MOST_CORNERS);
  const grid = mergeSteps(
    even,
    corners.filter((_, i) => i % every === 0),
  );
  return entries.flatMap(({ label, curve }, index) => {
    const role = seriesRole(index);
    const steps = grid.filter((step) => step < curve.steps);
    const jumps = samples[index]?.jumps ?? [];
    const drawn = lineTrace(brokenLine(steps, jumps, curve, place), {
      role,
      name: label,
      hover: `<b>%{y:${rateFormat(peak)}}</b>   ${plotlyText(label)}`,
      more: { uid: uidOf(index) },
    });
    const known = specOf(curve) !== undefined;
    const line = known ? { ...drawn, meta: { role, curve: index } } : drawn;
    const closing = closingLine(jumps, [], curve, place);
    if (closing.places.length === 0) return [line];
    return [line, lineTrace(closing, { role, name: '', more: { uid: `${uidOf(index)}-closing` } })];
  });
}

function lineEnds(entries: readonly CompareEntry[], plan: Plan): LineEnd[] {
  return entries.map(({ label, curve }, index) => {
    const last = curve.steps - 1;
    const y = curve(last);
    return { label, value: formatRate(y), role: seriesRole(index), x: placeOn(plan)(last), y };
  });
}

/** The table; without a plan nobody knows how many updates an area is the sum of. */
function compareTable(
  entries: readonly CompareEntry[],
  summaries: readonly CurveSummary[],
  { unit }: Plan,
): Table {
  const counted = unit === 'step';
  const end = (title: string) => ({ title, align: 'end' as const });
  return {
    columns: [
      { title: 'schedule', align: 'start' },
      ...['peak', 'final', ...(counted ? ['area under lr'] : [])].map(end),
      { title: 'of a constant at the peak', align: 'start' },
      end('warm-up'),
    ],
    rows: entries.map(({ label }, index) => {
      const { peak, final, area, share, warmup } = summaries[index] as CurveSummary;
      const rates = [formatRate(peak), formatRate(final), ...(counted ? [formatLoss(area)] : [])];
      const start = warmup > 0 ? formatPercent(warmup) : 'none';
      const bar = { text: formatPercent(share), share };
      return { role: seriesRole(index), cells: [label, ...rates, bar, start] };
    }),
  };
}

/**
 * The chart of several schedules on one axis, with a table of what differs.
 *
 * Lines take the roles `series.1` to `series.6` in turn. A shorter schedule ends where its steps end.
 *
 * @param entries At least one.
 * @throws RangeError when `entries` is empty, or the length of `unit` in steps is not given.
 * @example
 * const chart = compareChart([{ label: 'a', curve: cosine() }, { label: 'b', curve: linear() }]);
 * assert.equal(chart.title, '2 schedules');
 */
export function compareChart(
  entries: readonly CompareEntry[],
  options: ScheduleChartOptions = {},
): Chart {
  if (entries.length === 0) {
    throw new RangeError('Cannot compare: entries must hold at least one schedule, got none');
  }
  const named = entries.map(({ label, curve }) => ({ label: cleanText(label, 60), curve }));
  const lengths = named.map(({ curve }) => curve.steps);
  const plan = planOf(Math.max(...lengths), options);
  const summaries = named.map(({ curve }) => summarizeCurve(curve));
  const peak = Math.max(...summaries.map((summary) => summary.peak));
  const ends = lineEnds(named, plan);
  const margin = marginBeside(ends);
  const around = frame(plan, { top: 1, margin, hoverTitle: placeText(plan.unit) });
  const figure = {
    data: [...compareTraces(named, plan, peak), ...around.traces],
    layout: {
      height,
      margin,
      meta: {
        ...around.meta,
        ...specMeta(
          plan,
          named.map(({ curve }) => curve),
        ),
      },
      ...around.axes,
      yaxis: { ...rateAxis(peak, room), domain: [0, 1], title: { text: 'learning rate' } },
      shapes: around.shapes,
      annotations: [...around.annotations, ...endLabels(ends)],
    },
  };
  const same = lengths.every((steps) => steps === plan.steps);
  const title = cleanText(
    options.title ?? `${entries.length} ${entries.length === 1 ? 'schedule' : 'schedules'}`,
  );
  const subtitle = `${same ? 'same budget' : 'up to'}: ${lengthText(plan)}`;
  const words = named.slice(0, 8).map(({ label }, index) => {
    const { peak: own, final } = summaries[index] as CurveSummary;
    return `${label} (peak ${formatRate(own)}, ends at ${formatRate(final)})`;
  });
  return {
    version: 1,
    title,
    subtitle,
    figure: fitWidth(figure, nominalWidth),
    table: compareTable(named, summaries, plan),
    description: `Learning rates of ${words.join(', ')}${named.length > 8 ? ', …' : ''}. ${subtitle[0]?.toUpperCase()}${subtitle.slice(1)}.`,
  };
}
