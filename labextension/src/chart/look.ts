import type { PaintedFigure } from '../plotly';
import { picture } from './elements';

/** How a trace looks in the theme of the moment. */
export interface Look {
  readonly color: string;
  /** As in `stroke-dasharray`; empty for a solid line. */
  readonly dash: string;
  /** Of a trace of marks alone: Plotly's name of their shape. */
  readonly symbol?: string;
}

// Plotly's names for dashes, in SVG's terms
const DASHES: Readonly<Record<string, string>> = {
  solid: '',
  dot: '2 2',
  dash: '6 3',
  dashdot: '6 2 2 2',
};

const CIRCLE = 'M12 2a5 5 0 1 1 0 10a5 5 0 1 1 0-10z';
const SYMBOLS: Readonly<Record<string, string>> = {
  circle: CIRCLE,
  square: 'M7 2h10v10H7z',
  diamond: 'M12 1l6 6-6 6-6-6z',
  'triangle-up': 'M12 1.5l6.5 11h-13z',
};

/** The look of the trace a role names, if the figure has one. */
export function lookOf(role: string, figure: PaintedFigure): Look | undefined {
  const trace = figure.data.find(({ meta }) => meta?.role === role);
  const marks = trace?.mode === 'markers';
  const color = marks ? trace?.marker?.color : (trace?.line?.color ?? trace?.marker?.color);
  if (!color) {
    return undefined;
  }
  if (marks) {
    return { color, dash: '', symbol: trace?.marker?.symbol ?? 'circle' };
  }
  const dash = trace?.line?.dash ?? 'solid';
  return { color, dash: DASHES[dash] ?? dash.replace(/px/g, '') };
}

/** A piece of a line, or one of its marks. */
export function swatchOf(look: Look | undefined): SVGSVGElement {
  if (look?.symbol) {
    return picture(24, 14, { d: SYMBOLS[look.symbol] ?? CIRCLE, fill: look.color });
  }
  return picture(24, 4, {
    d: 'M0 2h24',
    stroke: look?.color ?? 'none',
    'stroke-width': '3',
    'stroke-dasharray': look?.dash || 'none',
  });
}
