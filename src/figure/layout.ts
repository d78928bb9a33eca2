import {
  type Axis,
  epochRuler,
  epochTicks,
  rulerName,
  rulerTrace,
  stepAxis,
  unitAxis,
} from './axes';
import type { Figure, Mark, Trace } from './chart';
import { labelWidth, settleLabels, textWidth } from './labels';
import { uprights } from './phases';
import type { LossRanges } from './run-scale';
import type { RunUnit } from './run-units';
import { plainText } from './text';

/** Width in px that figures are made for; {@link fitWidth} makes them fit another. */
export const nominalWidth = 900;

/** Space around a plot in px. */
export interface Margin {
  readonly l: number;
  readonly r: number;
  readonly t: number;
  readonly b: number;
}

/** The margin of a plot whose labels stand inside it. */
export const margin: Margin = { l: 64, r: 20, t: 26, b: 46 };

/** A unit the x axis can count instead of steps. */
export interface UnitView {
  /** Units a step, for marks and for traces without places of their own; absent when settings differ in it. */
  readonly perStep?: number;
  /** Length of the axis. */
  readonly total: number;
}

/** What a renderer needs to remake ticks and to change scale, unit and smoothing: kept in `layout.meta`. */
export interface FigureMeta {
  /** Steps an epoch, when the x axis counts steps and they are known. */
  readonly stepsPerEpoch?: number;
  /** Length of the x axis, in its unit; decades of a logarithmic one. */
  readonly total: number;
  /** Where it begins; left out, at 0. */
  readonly from?: number;
  /** Share of the height below the ribbon. */
  readonly top: number;
  /** The scales of the loss axis `y`, and what it shows. */
  readonly loss?: LossRanges & { readonly name: string };
  /** Weight of the past in the smoothed loss. */
  readonly smoothing?: number;
  /** Specs of the schedules that are drawn, for {@link resample}; nothing for one that cannot be written down. */
  readonly specs?: readonly unknown[];
  /** Steps that make one unit of the x axis; left out, 1. */
  readonly stepsPerUnit?: number;
  /** Units beside steps. */
  readonly units?: Readonly<Partial<Record<RunUnit, UnitView>>>;
}

/** How the x axis counts. */
export interface Plan {
  /** Steps on the axis. */
  readonly steps: number;
  /** Known when there is a ruler of epochs to draw. */
  readonly stepsPerEpoch: number | undefined;
  readonly unit: AxisUnit;
  /** Steps that make one `unit`. */
  readonly stepsPerUnit: number;
}

/** What the x axis of a schedule counts. */
export type AxisUnit = 'step' | 'epoch' | 'percent';

const PLACES: Readonly<Record<AxisUnit, string>> = {
  step: 'step %{x:,d}',
  epoch: 'epoch %{x:.2f}',
  percent: '%{x:.1f} %',
};

/** Plotly text of a place on the axis: `step %{x:,d}`. */
export function placeText(unit: AxisUnit): string {
  return PLACES[unit];
}

/** Position of a step on the x axis of a plan. */
export function placeOn({ stepsPerUnit }: Plan): (step: number) => number {
  return (step) => step / stepsPerUnit;
}

/** The parts of a figure that its x axis decides: axes, ruler, epoch lines, meta. */
export function frame(
  plan: Plan,
  options: { readonly top: number; readonly margin: Margin; readonly hoverTitle: string },
): {
  readonly axes: Readonly<Record<string, Axis>>;
  readonly meta: FigureMeta;
  readonly traces: Trace[];
  readonly shapes: Mark[];
  readonly annotations: Mark[];
} {
  const { top, hoverTitle } = options;
  const total = placeOn(plan)(plan.steps);
  if (plan.unit !== 'step' || !plan.stepsPerEpoch) {
    const xaxis =
      plan.unit === 'step' ? stepAxis(total, hoverTitle) : unitAxis(total, plan.unit, hoverTitle);
    return { axes: { xaxis }, meta: { total, top }, traces: [], shapes: [], annotations: [] };
  }
  const width = nominalWidth - options.margin.l - options.margin.r;
  const xaxis2 = epochRuler(total, plan.stepsPerEpoch, width);
  return {
    axes: { xaxis: stepAxis(total, hoverTitle), xaxis2 },
    meta: { total, top, stepsPerEpoch: plan.stepsPerEpoch },
    traces: [rulerTrace],
    shapes: uprights('epoch', (xaxis2.tickvals as number[]).slice(1), 0, top),
    annotations: [rulerName],
  };
}

// px a name may reach into the next band, whose own name then moves
const overlap = 12;

/** Names of phases that find room, left in their band or pushed right by the one before. */
function fitNames(annotations: readonly Mark[], pixels: number, plot: number): Mark[] {
  let free = 0;
  return annotations.map((mark) => {
    if (mark.until === undefined) return mark;
    const width = textWidth(plainText(String(mark.text)));
    const [from, until] = [Number(mark.x) * pixels, mark.until * pixels];
    const start = Math.max(from + 4, free);
    const visible = start + width <= Math.min(until + overlap, plot + 2);
    if (visible) free = start + width + 8;
    return { ...mark, visible, xshift: Math.round(start - from) };
  });
}

/** A label that would be cut off at the right edge goes to the other side of its point. */
function turnInside(mark: Mark, pixels: number, edge: number, start: number): Mark {
  if (mark.xref !== 'x' || mark.xanchor !== 'left' || mark.until !== undefined || mark.showarrow) {
    return mark;
  }
  const shift = Number(mark.xshift ?? 0);
  const end = (Number(mark.x) - start) * pixels + shift + labelWidth(String(mark.text));
  return end <= edge ? mark : { ...mark, xanchor: 'right', xshift: -shift };
}

/**
 * Makes a figure fit a width: ruler and epoch lines thinned, phase names without room left out, short labels and
 * narrow margins below 560 px. Call it with the figure as it came, not with a fitted one, and paint what it returns.
 *
 * @param width Width of the whole figure in px.
 * @example
 * const { figure } = scheduleChart(cosine({ steps: 900 }));
 * assert.ok(fitWidth(figure, 400).layout.margin.l < figure.layout.margin.l);
 */
export function fitWidth(figure: Figure, width: number): Figure {
  const { layout } = figure;
  const meta = layout.meta as FigureMeta | undefined;
  if (meta === undefined) return figure;
  const narrow = width < 560;
  const wide = layout.margin as Margin;
  const fitted = narrow ? { ...wide, l: 52, r: 20 } : wide;
  const plot = Math.max(1, width - fitted.l - fitted.r);
  const short = (mark: Mark): Mark =>
    narrow && mark.short !== undefined
      ? { ...mark, text: mark.short, visible: mark.short !== '' }
      : mark;
  const pixels = plot / meta.total;
  const named = fitNames(settleLabels(layout), pixels, plot);
  const changes: Record<string, unknown> = {
    margin: fitted,
    annotations: named
      .map(short)
      .map((mark) => turnInside(mark, pixels, plot + fitted.r, meta.from ?? 0)),
  };
  if (narrow) changes.xaxis = { ...(layout.xaxis as Axis), nticks: 6 };
  if (meta.stepsPerEpoch !== undefined) {
    const ticks = epochTicks(0, meta.total, meta.stepsPerEpoch, plot);
    if (layout.xaxis2) changes.xaxis2 = { ...(layout.xaxis2 as Axis), ...ticks };
    const lines = uprights('epoch', ticks.tickvals.slice(1), 0, meta.top);
    const others = (layout.shapes ?? []).filter((shape) => shape.name !== 'epoch');
    changes.shapes = [...others, ...lines];
  }
  return { ...figure, layout: { ...layout, ...changes } };
}
