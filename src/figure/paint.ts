import type { Figure } from './chart';
import type { Look, Theme } from './theme';

/** A figure that Plotly can draw: `Plotly.react(element, data, layout)`. */
export interface PaintedFigure {
  readonly data: Record<string, unknown>[];
  readonly layout: Record<string, unknown>;
}

const isPlain = (value: unknown): value is Look =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `over` wins; objects are merged, everything else is replaced. */
function merge(under: Look, over: Look): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    merged[key] = isPlain(value) && isPlain(below) ? merge(below, value) : value;
  }
  return merged;
}

/**
 * Gives a figure the colours of a theme: each trace, shape and annotation the look of its role.
 *
 * The figure is left as it was, so a change of theme is `paint` and `Plotly.react`, without the kernel. Zoom and hidden
 * traces stay from frame to frame (`uirevision`). A role the theme does not know keeps Plotly's own look.
 *
 * @example
 * const { data, layout } = paint(scheduleChart(cosine()).figure, dark);
 * await Plotly.react(element, data, layout);
 */
export function paint(figure: Figure, theme: Theme): PaintedFigure {
  const look = (role: string): Look =>
    (Object.hasOwn(theme.roles, role) ? theme.roles[role] : undefined) ?? {};
  const marks = (list: Figure['layout']['shapes'] = []): Record<string, unknown>[] =>
    list.map((mark) => merge(look(mark.name), mark));
  const { shapes, annotations, ...layout } = figure.layout;
  return {
    data: figure.data.map((trace) => merge(look(trace.meta.role), trace)),
    layout: {
      uirevision: 'keep',
      template: theme.template,
      paper_bgcolor: theme.palette.background,
      ...layout,
      shapes: marks(shapes),
      annotations: marks(annotations),
    },
  };
}
