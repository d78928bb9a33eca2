import { type Chart, cellText } from './chart';
import { formatRate, formatSteps } from './format';
import { factsText } from './run-facts';
import { drawLabels, drawShapes, drawTrace, midTone, px } from './svg-marks';
import { headHeight, type Scales, scalesOf, tickValues } from './svg-scales';
import { cleanText, xmlText } from './text';
import type { Theme } from './theme';

const MOST_CHARACTERS = 11_800;

/** Title and second line of a chart: what a front end without its own header shows above the plot. */
export function headOf(chart: Chart): { readonly title: string; readonly subtitle: string } {
  const facts = factsText((chart.facts ?? []).slice(0, 16));
  const parts = [chart.status?.word, facts, chart.subtitle];
  return {
    title: cleanText(chart.title, 110),
    subtitle: cleanText(parts.filter(Boolean).join(' · '), 136),
  };
}

function label(x: number, y: number, anchor: string, text: string): string {
  const side = anchor ? ` text-anchor="${anchor}"` : '';
  return `<text x="${px(x)}" y="${px(y)}"${side}>${xmlText(text)}</text>`;
}

function drawRates(scales: Scales, key: string): { grid: string; labels: string } {
  const axis = scales.axis(key);
  if (!axis?.visible) return { grid: '', labels: '' };
  const { margin, width } = scales;
  const texts = axis.ticktext;
  const ticks = tickValues(axis, 6).slice(0, 40);
  const grid = ticks
    .map((value) => `M${margin.l} ${px(scales.y(key, value))}H${width - margin.r}`)
    .join('');
  const labels = ticks.map((value, i) => {
    const plain = value === 0 || (Math.abs(value) >= 1e-3 && Math.abs(value) < 1e4);
    const text = String(texts?.[i] ?? (plain ? value : formatRate(value, 3)));
    return label(margin.l - 6, scales.y(key, value) + 4, 'end', text);
  });
  if (!axis.title) return { grid, labels: labels.join('') };
  const [low, high] = axis.domain;
  const middle = px(scales.share((low + high) / 2));
  const turned = `<text transform="translate(14 ${middle})rotate(-90)" text-anchor="middle">${xmlText(axis.title)}</text>`;
  return { grid, labels: labels.join('') + turned };
}

function drawSteps(scales: Scales, theme: Theme): { line: string; labels: string } {
  const axis = scales.axis('x');
  if (!axis) return { line: '', labels: '' };
  const { margin, width } = scales;
  const bottom = scales.share(0);
  const ticks = tickValues(axis, 10);
  const marks = ticks.map((value) => `M${px(scales.x(value))} ${px(bottom)}v4`).join('');
  const labels = ticks.map((value, i) => {
    const text = axis.ticktext?.[i] ?? (value < 10 ? value : formatSteps(value));
    return label(scales.x(value), bottom + 17, 'middle', String(text));
  });
  labels.push(label((margin.l + width - margin.r) / 2, bottom + 36, 'middle', axis.title));
  const ruler = scales.axis('x2');
  ruler?.tickvals?.slice(0, 40).forEach((value, i) => {
    labels.push(
      label(scales.x(value), scales.share(1) - 5, 'middle', String(ruler.ticktext?.[i] ?? '')),
    );
  });
  const line = `<path stroke="${theme.palette.axis}" d="M${margin.l} ${px(bottom)}H${width - margin.r}${marks}"/>`;
  return { line, labels: labels.join('') };
}

const Y_AXES = ['y', 'y2', 'y4', 'y5', 'y6'];

/** How {@link toSvg} draws. */
export interface SvgOptions {
  /** Left out, mid-tones that read on a white and on a dark page, on no ground. */
  readonly theme?: Theme;
  /** Characters at most, 11,800 when left out: noise is drawn coarser until it fits. */
  readonly most?: number;
  /** For a page that has a head of its own: no title above the plot, and each trace and label in a class of its role. */
  readonly inline?: boolean;
  /** What the figure was made to fit, px; 900 when left out. */
  readonly width?: number;
}

function draw(chart: Chart, options: SvgOptions, detail: number, noise: boolean): string {
  const { figure } = chart;
  const { theme = midTone, inline = false } = options;
  const { palette } = theme;
  const scales = scalesOf(figure, options.width);
  const { width, height } = scales;
  const rates = Y_AXES.map((key) => drawRates(scales, key));
  const steps = drawSteps(scales, theme);
  const traces = figure.data.filter((trace) => noise || trace.meta.role !== 'loss.raw');
  const { title, subtitle } = headOf(chart);
  const grid = rates.map((axis) => axis.grid).join('');
  const ground =
    palette.background === 'none' || inline
      ? ''
      : `<rect width="100%" height="100%" fill="${palette.background}"/>`;
  const top = inline ? headHeight : 0;
  const head = inline
    ? ''
    : `<text x="8" y="20" font-size="14" font-weight="600">${xmlText(title)}</text><text x="8" y="37" font-size="12">${xmlText(subtitle)}</text>`;
  // guides of a theme are faint by themselves, mid-tones are not
  const faint = theme === midTone ? ' stroke-opacity=".22"' : '';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 ${top} ${width} ${height - top}" width="${width}" height="${height - top}" role="img" font-family="system-ui,-apple-system,Segoe UI,Helvetica,Arial,sans-serif" font-size="11">`,
    `<title>${xmlText(cleanText(chart.description, 600))}</title>${ground}<g fill="none">`,
    drawShapes(figure, scales, theme),
    `<path stroke="${palette.grid}"${faint} d="${grid}"/>`,
    steps.line,
    ...traces.map((trace) =>
      inClass(trace.meta.role, drawTrace(trace, scales, detail, theme), options),
    ),
    `</g><g fill="${palette.text}">`,
    ...rates.map((axis) => axis.labels),
    steps.labels,
    ...drawLabels(figure, scales, theme).map(([role, drawn]) => inClass(role, drawn, options)),
    `${head}</g></svg>`,
  ].join('');
}

/** Class of the traces of a role in an inline picture: `series-1`; nothing for a role that is not ours. */
export function roleClass(role: string): string {
  const known = Object.hasOwn(midTone.roles, role);
  return known ? role.replace(/\.(band|mark|now|best)$/, '').replaceAll('.', '-') : '';
}

function inClass(role: string, drawn: string, { inline }: SvgOptions): string {
  const name = inline && drawn ? roleClass(role) : '';
  return name ? `<g class="${name}">${drawn}</g>` : drawn;
}

/**
 * The static picture of a chart, for front ends without its renderer: drawn from the same figure, in colours that read
 * on a white and on a dark page, at most 12 kB.
 *
 * Everything a stranger may have written is cut and escaped; colours come from the theme alone.
 *
 * @returns An SVG document, 900 px wide unless told otherwise, with the description of the chart as its `<title>`.
 * @example
 * assert.match(toSvg(scheduleChart(cosine())), /^<svg /);
 */
export function toSvg(chart: Chart, options: SvgOptions = {}): string {
  const { most = MOST_CHARACTERS } = options;
  let svg = draw(chart, options, 1, true);
  for (let detail = 1.5; svg.length > most && detail <= 8; detail *= 1.25) {
    svg = draw(chart, options, detail, true);
  }
  return svg.length > most ? draw(chart, options, 8, false) : svg;
}

/**
 * A chart in two lines of plain text: what it is, and how it stands.
 *
 * @example
 * assert.match(toText(scheduleChart(cosine({ peak: 1e-3 }))), /\npeak 1e-3/);
 */
export function toText(chart: Chart): string {
  const { title, subtitle } = headOf(chart);
  if (!chart.table) return `${title}\n${subtitle}`;
  const column = chart.table.columns[1]?.title ?? '';
  const rows = chart.table.rows
    .slice(0, 6)
    .map(({ cells }) => `${cellText(cells[0])}: ${column} ${cellText(cells[1])}`);
  return `${title} · ${subtitle}\n${cleanText(rows.join(' · '), 240)}`;
}
