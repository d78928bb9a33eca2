import { type Figure, fitWidth } from 'anneal/pure';
import type { PaintedFigure } from '../plotly';
import { paintForPage } from './paint';
import type { Ranges } from './ranges';
import { zoomTo } from './zoom';

/** What the reader has chosen for one chart; it outlives frames and themes. */
export interface View {
  /** Roles the reader has hidden with the keys of the table. */
  readonly hidden: ReadonlySet<string>;
  readonly drag: 'zoom' | 'pan';
  /** What the reader has zoomed to. */
  readonly ranges: Ranges;
  /** Counts resets from 1; Plotly keeps the zoom for as long as it stays the same, and never for 0. */
  readonly revision: number;
}

/**
 * The figure as it is drawn: in the theme of the page, as wide as its place, as the reader wants it.
 *
 * A copy, because Plotly writes zooms into what it is given.
 *
 * @param width Width of the place in px.
 */
export function compose(figure: Figure, view: View, width: number): PaintedFigure {
  const { data, layout }: PaintedFigure = paintForPage(fitWidth(structuredClone(figure), width));
  const isHidden = (role = ''): boolean =>
    [...view.hidden].some((hidden) => `${role.replace(/^label\./, '')}.`.startsWith(`${hidden}.`));
  return {
    data: data.map((trace) => (isHidden(trace.meta?.role) ? { ...trace, visible: false } : trace)),
    layout: {
      ...zoomTo(layout, view.ranges, width),
      annotations: layout.annotations?.filter((mark) => !isHidden(mark.name)),
      width,
      autosize: false,
      dragmode: view.drag,
      uirevision: view.revision,
      // a chart never fetches pictures nor brings its own controls
      images: undefined,
      sliders: undefined,
      updatemenus: undefined,
    },
  };
}
