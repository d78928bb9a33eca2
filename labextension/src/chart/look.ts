import type { PaintedFigure } from '../plotly';

/** How a trace looks in the theme of the moment. */
export interface Look {
  readonly color: string;
  /** As in `stroke-dasharray`; empty for a solid line. */
  readonly dash: string;
}

// Plotly's names for dashes, in SVG's terms
const DASHES: Readonly<Record<string, string>> = {
  solid: '',
  dot: '2 2',
  dash: '6 3',
  dashdot: '6 2 2 2',
};

/** The look of the trace a role names, if the figure has one. */
export function lookOf(role: string, figure: PaintedFigure): Look | undefined {
  const trace = figure.data.find(({ meta }) => meta?.role === role);
  const color = trace?.line?.color ?? trace?.marker?.color;
  if (!color) {
    return undefined;
  }
  const dash = trace?.line?.dash ?? 'solid';
  return { color, dash: DASHES[dash] ?? dash.replace(/px/g, '') };
}
