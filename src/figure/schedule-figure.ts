import { rateAxis, rateFormat } from './axes';
import type { Chart, Mark, Trace } from './chart';
import type { RateCurve } from './curve';
import { brokenLine, closingLine, lineTrace } from './curve-traces';
import { encodeColumn } from './encode';
import { formatRate, formatSteps } from './format';
import {
  type AxisUnit,
  fitWidth,
  frame,
  margin,
  nominalWidth,
  type Plan,
  placeOn,
  placeText,
} from './layout';
import { type Band, bandsOf, drawBands } from './phases';
import { specOf } from './resample';
import { type Sample, sampleCurve } from './sample';
import { cleanText, plotlyText } from './text';

/** Options of {@link scheduleChart} and {@link compareChart}. */
export interface ScheduleChartOptions {
  /** Left out: the label of the schedule. */
  readonly title?: string;
  /** Updates an epoch; gives the ruler of epochs above the plot. */
  readonly stepsPerEpoch?: number;
  /** What the x axis counts; default `step`. The other two are for a plan that is not known yet. */
  readonly unit?: AxisUnit;
  /** Updates that stand for one `unit`; left out, 1 for `step` and `stepsPerEpoch` for `epoch`. */
  readonly stepsPerUnit?: number;
}

const top = 0.925;
const height = 332;
const plotHeight = height - margin.t - margin.b;
const MOST_NAMED = 12;

/**
 * The plan an x axis counts by.
 *
 * @throws RangeError when `steps` is no whole number of at least 1, or it cannot be told how many make the unit.
 */
export function planOf(steps: number, options: ScheduleChartOptions): Plan {
  if (!Number.isInteger(steps) || steps < 1) {
    throw new RangeError(
      `Cannot draw a schedule: steps must be an integer of at least 1, got ${steps}`,
    );
  }
  const { stepsPerEpoch, unit = 'step' } = options;
  const known = stepsPerEpoch !== undefined && stepsPerEpoch > 0;
  const fallback = unit === 'epoch' ? stepsPerEpoch : undefined;
  const stepsPerUnit = unit === 'step' ? 1 : (options.stepsPerUnit ?? fallback);
  if (stepsPerUnit === undefined || !(stepsPerUnit > 0)) {
    throw new RangeError(
      `Cannot draw a chart in ${unit}: stepsPerUnit must be a number above 0, got ${stepsPerUnit}`,
    );
  }
  return { steps, stepsPerEpoch: known ? stepsPerEpoch : undefined, unit, stepsPerUnit };
}

/** `4,690 steps = 10 epochs`, as far as it is known. */
export function lengthText({ steps, stepsPerEpoch, unit, stepsPerUnit }: Plan): string {
  const epochs = (each: number): string => {
    const count = Number((steps / each).toPrecision(3));
    return `${count} ${count === 1 ? 'epoch' : 'epochs'}`;
  };
  if (unit === 'epoch') return epochs(stepsPerUnit);
  if (unit === 'percent') return 'lengths in % of the plan';
  const counted = `${formatSteps(steps)} ${steps === 1 ? 'step' : 'steps'}`;
  return stepsPerEpoch ? `${counted} = ${epochs(stepsPerEpoch)}` : counted;
}

/** What a renderer needs to draw schedules finer. */
export function specMeta({ unit, stepsPerUnit }: Plan, curves: readonly RateCurve[]): object {
  const specs = curves.map(specOf);
  if (specs.every((spec) => spec === undefined)) return {};
  return { specs, ...(unit === 'step' ? {} : { stepsPerUnit }) };
}

/** A trace a phase, so that its hover row can name it; more than twelve share one. */
function rateTraces(curve: RateCurve, plan: Plan, sample: Sample, bands: readonly Band[]): Trace[] {
  const place = placeOn(plan);
  const named = bands.length > 0 && bands.length <= MOST_NAMED && bands.at(-1)?.to === curve.steps;
  const parts = named ? bands : [{ name: '', from: 0, to: curve.steps }];
  const peak = Math.max(...sample.steps.map(curve));
  // two columns a point would be too many bytes for a schedule of many corners
  const byEpoch = named && plan.unit === 'step' && plan.stepsPerEpoch;
  const where = placeText(plan.unit);
  const known = specOf(curve) !== undefined;
  const traces = parts.map(({ name, from, to }, index) => {
    const steps = sample.steps.filter((step) => step >= from && step < to);
    const line = brokenLine(steps, sample.jumps, curve, place);
    const row = [where, ...(byEpoch ? ['epoch %{customdata:.2f}'] : []), plotlyText(name)];
    const trace = lineTrace(line, {
      role: 'lr',
      name: name || 'learning rate',
      hover: `<b>%{y:${rateFormat(peak)}}</b>   ${row.filter(Boolean).join(' · ')}`,
      more: {
        uid: `lr${index}`,
        ...(byEpoch
          ? {
              customdata: encodeColumn(
                line.places.map((step) => step / byEpoch),
                'f4',
              ),
            }
          : {}),
      },
    });
    return known ? { ...trace, meta: { role: 'lr', curve: 0 } } : trace;
  });
  const closing = closingLine(sample.jumps, named ? sample.joints : [], curve, place);
  if (closing.places.length > 0) {
    traces.push(lineTrace(closing, { role: 'lr', name: '', more: { uid: 'closing' } }));
  }
  return traces;
}

/** The label of the last rate: over the end of the curve or, when the curve falls steeply there, under it. */
function endLabel(curve: RateCurve, plan: Plan, peak: number): Mark {
  const place = placeOn(plan);
  const last = curve.steps - 1;
  const pixels = (nominalWidth - margin.l - margin.r) / curve.steps;
  const over = (step: number): number =>
    ((curve(step) - curve(last)) / (peak * 1.1)) * plotHeight * top;
  const reach = Math.max(0, Math.floor(last - 86 / pixels));
  const label = {
    name: 'label.lr',
    text: `ends at ${formatRate(curve(last))}`,
    xref: 'x',
    yref: 'y',
    y: curve(last),
    xanchor: 'right',
    yanchor: 'bottom',
  };
  if (Math.abs(over(reach)) <= 30) {
    const yshift = curve(last) > peak * 0.75 ? -22 : 34;
    return { ...label, x: place(last), xshift: -4, yshift };
  }
  let step = last;
  while (step > reach && Math.abs(over(step)) < 26) step--;
  return { ...label, x: place(step), xshift: -8, yshift: over(reach) < 0 ? -18 : 4 };
}

function rateLabels(curve: RateCurve, plan: Plan, sample: Sample): Mark[] {
  const rates = sample.steps.map(curve);
  const peak = Math.max(...rates);
  const at = sample.steps[rates.indexOf(peak)] ?? 0;
  const right = at > curve.steps * 0.85;
  const peakLabel: Mark = {
    name: 'label.lr',
    text: `peak ${formatRate(peak)}`,
    xref: 'x',
    yref: 'y',
    x: placeOn(plan)(at),
    y: peak,
    xanchor: right ? 'right' : 'left',
    yanchor: 'bottom',
    xshift: right ? -2 : 4,
    yshift: 1,
  };
  if (curve(curve.steps - 1) === peak) return [peakLabel];
  return [peakLabel, endLabel(curve, plan, peak)];
}

/** `warm-up to step 469, hold to step 1,407`; only the first eight phases. */
function phaseWords(bands: readonly Band[], plan: Plan): string {
  const until = (step: number): string => {
    const place = Number(placeOn(plan)(step).toPrecision(4));
    return plan.unit === 'percent' ? `${place} %` : `${plan.unit} ${formatSteps(place)}`;
  };
  const words = bands.slice(0, 8).map((band) => `${band.name} to ${until(band.to)}`);
  return words.length > 1 ? `: ${words.join(', ')}${bands.length > 8 ? ', …' : ''}` : '';
}

/**
 * The chart of one schedule: its phases named, its restarts cut, exact rates on hover.
 *
 * @param curve A schedule, or any function of a step with `steps`, `label` and `phases`.
 * @throws RangeError when `unit` is not `step` and its length in steps is not given.
 * @example
 * const chart = scheduleChart(cosine({ peak: 1e-3, steps: 900 }).warmup(100), { stepsPerEpoch: 100 });
 * assert.equal(chart.subtitle, 'peak 1e-3 · ends at 3e-9 · 1,000 steps = 10 epochs');
 */
export function scheduleChart(curve: RateCurve, options: ScheduleChartOptions = {}): Chart {
  const plan = planOf(curve.steps, options);
  const sample = sampleCurve(curve, 220);
  const bands = bandsOf(curve);
  const drawn = drawBands(bands, top, placeOn(plan));
  const around = frame(plan, { top, margin, hoverTitle: 'learning rate' });
  const peak = Math.max(...sample.steps.map(curve));
  const last = curve.steps - 1;
  const end = lineTrace(
    { places: [placeOn(plan)(last)], values: [curve(last)] },
    { role: 'lr.now', name: '', mode: 'markers', more: { uid: 'end', cliponaxis: false } },
  );
  const figure = {
    data: [...rateTraces(curve, plan, sample, bands), end, ...around.traces],
    layout: {
      height,
      margin,
      meta: { ...around.meta, ...specMeta(plan, [curve]) },
      ...around.axes,
      yaxis: { ...rateAxis(peak, 1.1), domain: [0, top], title: { text: 'learning rate' } },
      shapes: [...drawn.shapes, ...around.shapes],
      annotations: [
        ...drawn.annotations,
        ...around.annotations,
        ...rateLabels(curve, plan, sample),
      ],
    },
  };
  const title = cleanText(options.title ?? curve.label);
  const facts = `peak ${formatRate(peak)} · ends at ${formatRate(curve(last))} · ${lengthText(plan)}`;
  return {
    version: 1,
    title,
    subtitle: facts,
    figure: fitWidth(figure, nominalWidth),
    description: `Learning rate of ${title}${phaseWords(bands, plan)}. ${facts[0]?.toUpperCase()}${facts.slice(1)}.`,
  };
}
