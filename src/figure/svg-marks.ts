import type { Figure, Mark, Trace } from './chart';
import { decodeColumn, decodePositions } from './encode';
import { midTonePalette } from './palette';
import { columns, crop, type Point, pathOf, pathScale, pieces, simplify } from './svg-line';
import type { Scales } from './svg-scales';
import { plainText, xmlText } from './text';
import { type Look, type Theme, themeOf } from './theme';

/** The theme of a picture that must read on white and on black. */
export const midTone: Theme = themeOf(midTonePalette);

/** A number with at most one decimal. */
export function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}

interface LineLook {
  readonly color: string;
  readonly width: number;
  readonly dash?: string;
}

// looks come from our theme alone, never from the figure: a stranger's figure cannot bring markup
const lookOf = (theme: Theme, role: string): Look =>
  (Object.hasOwn(theme.roles, role) ? theme.roles[role] : {}) ?? {};
const lineOf = (theme: Theme, role: string): LineLook | undefined =>
  lookOf(theme, role).line as LineLook | undefined;

function stroke({ color, width, dash }: LineLook, scale = 1): string {
  const list = dash === 'dot' ? [2, 3] : dash?.replace(/px/g, '').split(',').map(Number);
  const dashed = list && dash !== 'solid';
  return (
    ` stroke="${color}" stroke-width="${width * scale}"` +
    (dashed ? ` stroke-dasharray="${list.map((part) => part * scale).join(' ')}"` : '')
  );
}

/** Outline in px of a shape: paths of ours (M, H, V, L, Z), lines and nothing else. */
function outline(mark: Mark, scales: Scales): string {
  const key = String(mark.yref ?? 'paper');
  const y = (value: number): number =>
    key === 'paper' ? scales.share(value) : scales.y(key, value);
  if (mark.type === 'line') {
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = [mark.x0, mark.y0, mark.x1, mark.y1].map(Number);
    const plot = scales.width - scales.margin.l - scales.margin.r;
    const x = (value: number): number =>
      mark.xref === 'paper' ? scales.margin.l + plot * value : scales.x(value);
    return `M${px(x(x0))} ${px(y(y0))}L${px(x(x1))} ${px(y(y1))}`;
  }
  const path = String(mark.path ?? '');
  return path.replace(/([MHVLZ])([^MHVLZ]*)/g, (_, command: string, rest: string) => {
    const [a = 0, b = 0] = rest.split(',').map(Number);
    if (command === 'Z') return 'z';
    if (command === 'H') return `H${px(scales.x(a))}`;
    if (command === 'V') return `V${px(y(a))}`;
    return `${command}${px(scales.x(a))} ${px(y(b))}`;
  });
}

/** The fill of a look, its opacity apart: not every viewer knows rgba. */
function fillOf({ fillcolor }: Look): string {
  // the variables of a report, which has two themes
  if (
    /^(var\(--[\w-]+\)|color-mix\(in srgb, var\(--[\w-]+\) [\d.]+%, transparent\))$/.test(
      String(fillcolor),
    )
  ) {
    return ` fill="${fillcolor}"`;
  }
  const fill = /^rgba\((\d+),(\d+),(\d+),([\d.]+)\)$/.exec(String(fillcolor));
  if (!fill) return '';
  const [, red, green, blue, opacity] = fill;
  return ` fill="rgb(${red},${green},${blue})" fill-opacity="${opacity}"`;
}

/** Draws the shapes of a figure, tints first. */
export function drawShapes(figure: Figure, scales: Scales, theme: Theme): string {
  return (figure.layout.shapes ?? [])
    .map((mark) => {
      // only what our own outlines are made of
      const d = outline(mark, scales).replace(/[^MHVLz0-9. e-]/g, '');
      const fill = fillOf(lookOf(theme, mark.name));
      if (fill) return `<path${fill} d="${d}"/>`;
      const line = lineOf(theme, mark.name);
      const faint = mark.name === 'epoch' && theme === midTone ? ' stroke-opacity=".28"' : '';
      return line ? `<path${stroke(line)}${faint} d="${d}"/>` : '';
    })
    .join('');
}

type Outline = (x: number, y: number, radius: number) => string;

const corners = (count: number, x: number, y: number, radius: (i: number) => number): string =>
  Array.from({ length: count }, (_, i) => {
    const angle = Math.PI * ((2 * i) / count - 0.5);
    return `${px(x + radius(i) * Math.cos(angle))} ${px(y + radius(i) * Math.sin(angle))}`;
  }).join('L');

// Plotly's names
const SYMBOLS: Readonly<Record<string, Outline>> = {
  star: (x, y, r) => `M${corners(10, x, y, (i) => (i % 2 ? r * 0.42 : r * 1.1))}z`,
  diamond: (x, y, r) => `M${corners(4, x, y, () => r * 1.2)}z`,
  'triangle-up': (x, y, r) => `M${corners(3, x, y, () => r * 1.05)}z`,
  square: (x, y, r) => `M${px(x - r)} ${px(y - r)}h${px(2 * r)}v${px(2 * r)}h${px(-2 * r)}z`,
};

function marker({ color, size = 8, symbol = 'circle' }: MarkerLook, [x, y]: Point): string {
  if (symbol === 'x') {
    return `<path stroke="${color}" stroke-width="2.5" d="M${px(x - 4)} ${px(y - 4)}l8 8m0-8l-8 8"/>`;
  }
  const outline = Object.hasOwn(SYMBOLS, symbol) ? SYMBOLS[symbol] : undefined;
  return outline
    ? `<path fill="${color}" d="${outline(x, y, size / 2)}"/>`
    : `<circle fill="${color}" cx="${px(x)}" cy="${px(y)}" r="${px(size * 0.45)}"/>`;
}

interface MarkerLook {
  readonly color?: string;
  readonly size?: number;
  readonly symbol?: string;
}

/** The marker of a trace: its colour is the theme's, its shape may be its own. */
function markerLook(trace: Trace, theme: Theme): MarkerLook {
  const own = (trace.marker ?? {}) as MarkerLook;
  const look = (lookOf(theme, trace.meta.role).marker ?? {}) as MarkerLook;
  return {
    ...look,
    ...(typeof own.symbol === 'string' ? { symbol: own.symbol } : {}),
    ...(typeof own.size === 'number' ? { size: Math.min(20, own.size) } : {}),
  };
}

/** Draws a trace, its line simplified to `detail` px. */
export function drawTrace(trace: Trace, scales: Scales, detail: number, theme: Theme): string {
  const { role } = trace.meta;
  if (role === 'hidden' || !scales.axis(String(trace.yaxis ?? 'y'))) return '';
  const values = decodeColumn(trace.y);
  const key = String(trace.yaxis ?? 'y');
  const points = decodePositions(trace, values.length).map(
    (x, i): Point => [scales.x(x), scales.y(key, values[i] ?? Number.NaN)],
  );
  const mode = String(trace.mode ?? 'lines');
  const shape = `transform="scale(${1 / pathScale})"`;
  const [low, high] = scales.axis(key)?.domain ?? [0, 1];
  // half a line may stand over the edge, as Plotly lets it
  const [top, bottom] = [scales.share(high) - 1, scales.share(low) + 1];
  if (trace.fill === 'toself') {
    const held = points.map(([x, y]): Point => [x, Math.min(bottom, Math.max(top, y))]);
    const d = pathOf(pieces(held).map((part) => simplify(part, detail / 4)));
    return d ? `<path ${shape}${fillOf(lookOf(theme, role))} d="${d}z"/>` : '';
  }
  const line = lineOf(theme, role);
  const drawn: string[] = [];
  if (mode.includes('lines') && line && line.width > 0) {
    const noise = role === 'loss.raw' && points.length > 200;
    const parts = pieces(crop(points, top, bottom)).map((part) =>
      noise ? columns(part, detail) : simplify(part, detail / 4),
    );
    const d = pathOf(parts);
    const faint = noise && theme === midTone ? ' stroke-opacity=".5"' : '';
    if (d)
      drawn.push(
        `<path ${shape} stroke-linejoin="round"${stroke(line, pathScale)}${faint} d="${d}"/>`,
      );
  }
  // dots on a noisy line would hide it
  if (mode.includes('markers') && role !== 'loss.raw') {
    const look = markerLook(trace, theme);
    const seen = points.filter(([, y]) => Number.isFinite(y));
    const every = Math.ceil(seen.length / 40);
    const shown = seen.filter((_, i) => i % every === 0);
    drawn.push(...shown.map((point) => marker(look, point)));
  }
  return drawn.join('');
}

/** The labels of a figure by their role, with their leaders and arrows. */
export function drawLabels(figure: Figure, scales: Scales, theme: Theme): [string, string][] {
  return (figure.layout.annotations ?? [])
    .filter((mark) => mark.visible !== false)
    .map((mark) => [mark.name.replace(/^label\./, ''), drawLabel(mark, scales, theme)]);
}

function drawLabel(mark: Mark, scales: Scales, theme: Theme): string {
  const numbers = [mark.x, mark.y, mark.ax, mark.ay, mark.xshift, mark.yshift].map(Number);
  const [x = 0, y = 0, ax = 0, ay = 0, dx, dy] = numbers.map((n) => n || 0);
  const key = String(mark.yref ?? 'y');
  const left = mark.xref === 'paper' ? scales.margin.l : scales.xLabel(x);
  const top = key === 'paper' ? scales.share(y) : scales.yLabel(key, y);
  const font = (lookOf(theme, mark.name).font ?? {}) as { color?: string; size?: number };
  let leader = '';
  let [textX, textY] = [left + (dx ?? 0), top - (dy ?? 0)];
  if (mark.axref === 'x') {
    const start = `M${px(scales.xLabel(ax))} ${px(scales.yLabel(key, ay))}`;
    leader = `${start}L${px(left)} ${px(top)}l5-3m-5 3l5 3`;
  } else if (mark.showarrow === true) {
    [textX, textY] = [left + ax, top + ay];
    leader = `M${px(left + 2)} ${px(top)}L${px(textX - 2)} ${px(textY)}`;
  }
  const line = leader
    ? `<path stroke="${font.color}" stroke-width="1" fill="none" d="${leader}"/>`
    : '';
  const text = runs(String(mark.text ?? ''));
  if (!text) return line;
  const baseline = { top: 11, bottom: -3 }[String(mark.yanchor)] ?? 4;
  const anchor = { right: 'end', center: 'middle' }[String(mark.xanchor)];
  const attributes =
    (anchor ? ` text-anchor="${anchor}"` : '') +
    (font.color && font.color !== theme.palette.text ? ` fill="${font.color}"` : '') +
    (font.size && font.size !== 11 ? ` font-size="${font.size}"` : '');
  return `${line}<text x="${px(textX)}" y="${px(textY + baseline)}"${attributes}>${text}</text>`;
}

/** A label with its bold parts; everything else of Plotly's markup is dropped. */
function runs(label: string): string {
  return label
    .split(/(<b>.*?<\/b>)/)
    .map((part) => {
      const text = xmlText(plainText(part));
      return text && part.startsWith('<b>') ? `<tspan font-weight="600">${text}</tspan>` : text;
    })
    .join('');
}
