import type { Figure, Mark, Trace } from './chart';
import { decodeColumn, decodePositions } from './encode';
import { midTonePalette } from './palette';
import { columns, type Point, pathOf, pathScale, pieces, simplify } from './svg-line';
import type { Scales } from './svg-scales';
import { plainText, xmlText } from './text';
import { type Look, themeOf } from './theme';

const theme = themeOf(midTonePalette);

/** Colours of the static picture. */
export const palette = theme.palette;

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
const look = (role: string): Look =>
  (Object.hasOwn(theme.roles, role) ? theme.roles[role] : {}) ?? {};
const lineLook = (role: string): LineLook | undefined => look(role).line as LineLook | undefined;

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
    const [x0, y0, x1, y1] = [mark.x0, mark.y0, mark.x1, mark.y1].map(Number) as number[];
    return `M${px(scales.x(x0 ?? 0))} ${px(y(y0 ?? 0))}L${px(scales.x(x1 ?? 0))} ${px(y(y1 ?? 0))}`;
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

/** Draws the shapes of a figure, tints first. */
export function drawShapes(figure: Figure, scales: Scales): string {
  return (figure.layout.shapes ?? [])
    .map((mark) => {
      // only what our own outlines are made of
      const d = outline(mark, scales).replace(/[^MHVLz0-9. e-]/g, '');
      const fill = /^rgba\((\d+),(\d+),(\d+),([\d.]+)\)$/.exec(String(look(mark.name).fillcolor));
      if (fill) {
        const [, red, green, blue, opacity] = fill;
        return `<path fill="rgb(${red},${green},${blue})" fill-opacity="${opacity}" d="${d}"/>`;
      }
      const line = lineLook(mark.name);
      const faint = mark.name === 'epoch' ? ' stroke-opacity=".28"' : '';
      return line ? `<path${stroke(line)}${faint} d="${d}"/>` : '';
    })
    .join('');
}

function marker(role: string, [x, y]: Point): string {
  const { color, size, symbol } = (look(role).marker ?? {}) as {
    color?: string;
    size?: number;
    symbol?: string;
  };
  const radius = (size ?? 8) / 2;
  if (symbol === 'x') {
    return `<path stroke="${color}" stroke-width="2.5" d="M${px(x - 4)} ${px(y - 4)}l8 8m0-8l-8 8"/>`;
  }
  if (symbol !== 'star') {
    return `<circle fill="${color}" cx="${px(x)}" cy="${px(y)}" r="${px(radius * 0.9)}"/>`;
  }
  const corners = Array.from({ length: 10 }, (_, i) => {
    const angle = Math.PI * (i / 5 - 0.5);
    const reach = i % 2 ? radius * 0.42 : radius * 1.1;
    return `${px(x + reach * Math.cos(angle))} ${px(y + reach * Math.sin(angle))}`;
  });
  return `<path fill="${color}" d="M${corners.join('L')}z"/>`;
}

/** Draws a trace, its line simplified to `detail` px. */
export function drawTrace(trace: Trace, scales: Scales, detail: number): string {
  const { role } = trace.meta;
  if (role === 'hidden' || !scales.axis(String(trace.yaxis ?? 'y'))) return '';
  const values = decodeColumn(trace.y);
  const key = String(trace.yaxis ?? 'y');
  const points = decodePositions(trace, values.length).map(
    (x, i): Point => [scales.x(x), scales.y(key, values[i] ?? Number.NaN)],
  );
  const mode = String(trace.mode ?? 'lines');
  const line = lineLook(role);
  const drawn: string[] = [];
  if (mode.includes('lines') && line && line.width > 0) {
    const noise = role === 'loss.raw';
    const parts = pieces(points).map((part) =>
      noise ? columns(part, detail) : simplify(part, detail / 4),
    );
    const d = pathOf(parts);
    const faint = noise ? ' stroke-opacity=".5"' : '';
    const shape = `transform="scale(${1 / pathScale})" stroke-linejoin="round"`;
    if (d) drawn.push(`<path ${shape}${stroke(line, pathScale)}${faint} d="${d}"/>`);
  }
  if (mode.includes('markers')) {
    const seen = points.filter(([, y]) => Number.isFinite(y));
    const every = Math.ceil(seen.length / 40);
    const shown = seen.filter((_, i) => i % every === 0);
    drawn.push(...shown.map((point) => marker(role, point)));
  }
  return drawn.join('');
}

/** Draws the labels of a figure, with their leaders and arrows. */
export function drawLabels(figure: Figure, scales: Scales): string {
  return (figure.layout.annotations ?? [])
    .filter((mark) => mark.visible !== false)
    .map((mark) => {
      const numbers = [mark.x, mark.y, mark.ax, mark.ay, mark.xshift, mark.yshift].map(Number);
      const [x = 0, y = 0, ax = 0, ay = 0, dx, dy] = numbers.map((n) => n || 0);
      const key = String(mark.yref ?? 'y');
      const left = mark.xref === 'paper' ? scales.margin.l : scales.x(x);
      const top = key === 'paper' ? scales.share(y) : scales.yLabel(key, y);
      const font = (look(mark.name).font ?? {}) as { color?: string; size?: number };
      let leader = '';
      let [textX, textY] = [left + (dx ?? 0), top - (dy ?? 0)];
      if (mark.axref === 'x') {
        const start = `M${px(scales.x(ax))} ${px(scales.yLabel(key, ay))}`;
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
        (font.color && font.color !== palette.text ? ` fill="${font.color}"` : '') +
        (font.size && font.size !== 11 ? ` font-size="${font.size}"` : '');
      return `${line}<text x="${px(textX)}" y="${px(textY + baseline)}"${attributes}>${text}</text>`;
    })
    .join('');
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
