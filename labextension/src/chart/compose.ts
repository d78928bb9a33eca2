import {
  adjust,
  type Chart,
  choicesOf,
  type Figure,
  type FigureChoice,
  type FigureMeta,
  fitWidth,
  fromSpec,
  isSchedule,
  type RunLook,
  resample,
  toSvg,
} from 'anneal/pure';
import type { PaintedFigure } from '../plotly';
import { paintForPage, themeOfPage } from './paint';
import type { Ranges } from './ranges';
import type { ToolbarState } from './toolbar';
import { zoomTo } from './zoom';

/** What the reader has chosen for one chart; it outlives frames and themes. */
export interface View {
  /** Roles the reader has hidden with their keys. */
  readonly hidden: ReadonlySet<string>;
  readonly choice: FigureChoice;
  /** What the reader has zoomed to. */
  readonly ranges: Ranges;
  /** Counts resets from 1; Plotly keeps the zoom for as long as it stays the same, and never for 0. */
  readonly revision: number;
}

/** A figure as the reader wants it, without colours: a copy, because Plotly writes zooms into what it is given. */
export function chosen(figure: Figure, choice: FigureChoice): Figure {
  return adjust(structuredClone(figure), choice);
}

/**
 * The figure as it is drawn: in the theme of the page, as wide as its place, as the reader wants it.
 *
 * @param width Width of the place in px.
 */
export function compose(figure: Figure, view: View, width: number): PaintedFigure {
  const { xaxis } = view.ranges;
  const whole = chosen(figure, view.choice);
  const close = xaxis ? resample(whole, curveOf, xaxis) : whole;
  const { data, layout }: PaintedFigure = paintForPage(fitWidth(close, width));
  const isHidden = (role = ''): boolean =>
    [...view.hidden].some((hidden) => `${role.replace(/^label\./, '')}.`.startsWith(`${hidden}.`));
  return {
    data: data.map((trace) => (isHidden(trace.meta?.role) ? { ...trace, visible: false } : trace)),
    layout: {
      ...zoomTo(layout, view.ranges, width),
      annotations: layout.annotations?.filter((mark) => !isHidden(mark.name)),
      width,
      autosize: false,
      dragmode: 'zoom',
      uirevision: view.revision,
      // a chart never fetches pictures nor brings its own controls
      images: undefined,
      sliders: undefined,
      updatemenus: undefined,
    },
  };
}

/** The chart as a still picture that lies as its plot will: an SVG document in the theme of the page. */
export function pictureOf(chart: Chart, width: number): string {
  const figure = fitWidth(chart.figure, width);
  return toSvg({ ...chart, figure }, { theme: themeOfPage(), inline: true, width });
}

/** The schedule of a spec that rode along with a chart; one that cannot be read leaves the chart as it came. */
function curveOf(spec: unknown): ((step: number) => number) | undefined {
  try {
    const schedule = fromSpec(spec as Parameters<typeof fromSpec>[0]);
    return isSchedule(schedule) ? schedule : undefined;
  } catch {
    return undefined;
  }
}

/** What the controls of a chart show. */
export function toolbarState({ figure }: Chart, { choice, ranges }: View): ToolbarState {
  const { loss, units, smoothing } = choicesOf(figure);
  const { type } = (figure.layout.yaxis ?? {}) as { readonly type?: string };
  return {
    losses: loss,
    units,
    loss: choice.loss ?? (type === 'log' ? 'log' : 'linear'),
    unit: choice.unit && units.includes(choice.unit) ? choice.unit : 'step',
    smoothing: smoothing === undefined ? undefined : (choice.smoothing ?? smoothing),
    zoomed: Object.keys(ranges).length > 0,
  };
}

/** What the reader looks at closely, or smooths; nothing when it is the whole chart as it came. */
export function lookOf(chart: Chart, view: View): RunLook | undefined {
  const { smoothing } = view.choice;
  const { xaxis } = view.ranges;
  const perStep = unitsPerStep(chart, view);
  if (!perStep || (smoothing === undefined && !xaxis)) {
    return undefined;
  }
  return {
    ...(smoothing !== undefined && { smoothing }),
    ...(xaxis && { part: [xaxis[0] / perStep, xaxis[1] / perStep] }),
  };
}

/** Units of the x axis that make one step, or nothing when its places are no steps. */
export function unitsPerStep({ figure }: Chart, { choice }: View): number | undefined {
  const meta = (figure.layout.meta ?? {}) as Partial<FigureMeta>;
  const { unit = 'step' } = choice;
  if (unit !== 'step') {
    const shown = adjust(figure, choice).layout.meta as FigureMeta;
    const view = meta.units?.[unit];
    return view?.perStep && (view.perStep * shown.total) / view.total;
  }
  const { title } = (figure.layout.xaxis ?? {}) as { readonly title?: { readonly text?: string } };
  return title?.text === 'step' ? 1 : undefined;
}
