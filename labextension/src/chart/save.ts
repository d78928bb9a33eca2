import { type Chart, toCsv, toSvg } from 'anneal/pure';
import { loadPlotly, type PaintedFigure, type PaintedLayout } from '../plotly';
import { themeOfPage } from './paint';

/** What a chart can be saved as. */
export type Format = 'png' | 'svg' | 'csv';

/** Height of the title that the picture has and the plot on the screen has not, px. */
const TITLE_HEIGHT = 50;
/** Characters of a drawing that is kept in a file of its own. */
const MOST_CHARACTERS = 2_000_000;

/**
 * Saves a chart as the reader sees it: a picture twice as fine as on the screen, a drawing, or its points.
 *
 * @param chart With the figure as the reader chose it, without colours.
 * @param painted What is on the screen.
 */
export async function saveChart(
  format: Format,
  chart: Chart,
  painted: PaintedFigure,
): Promise<void> {
  const name = chart.title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'chart';
  if (format === 'png') {
    await savePicture(name, chart, painted);
  } else if (format === 'svg') {
    download(
      `${name}.svg`,
      'image/svg+xml',
      toSvg(chart, { theme: themeOfPage(), most: MOST_CHARACTERS }),
    );
  } else {
    download(`${name}.csv`, 'text/csv', toCsv(chart));
  }
}

function download(name: string, type: string, text: string): void {
  const anchor = document.createElement('a');
  anchor.href = URL.createObjectURL(new Blob([text], { type }));
  anchor.download = name;
  anchor.click();
  // the browser has taken the file by then
  setTimeout(() => URL.revokeObjectURL(anchor.href), 10_000);
}

async function savePicture(
  filename: string,
  chart: Chart,
  { data, layout }: PaintedFigure,
): Promise<void> {
  const plotly = await loadPlotly();
  const titled = withTitle(chart, layout);
  const size = { width: titled.width ?? 900, height: titled.height, scale: 2 };
  await plotly.downloadImage({ data, layout: titled }, { format: 'png', filename, ...size });
}

function withTitle(chart: Chart, layout: PaintedLayout): PaintedLayout {
  const facts = (chart.facts ?? []).map(({ label, value }) => `${label} ${value}`.trim());
  const words = [chart.status?.word, chart.subtitle, ...facts].filter(Boolean);
  return {
    ...layout,
    height: layout.height + TITLE_HEIGHT,
    margin: { ...layout.margin, t: (layout.margin?.t ?? 0) + TITLE_HEIGHT },
    title: {
      text: plotlyText(chart.title),
      subtitle: { text: plotlyText(words.join(' · ')), font: { size: 12 } },
      font: { size: 14, weight: 600 },
      x: 0,
      xref: 'container',
      xanchor: 'left',
      y: 1,
      yref: 'container',
      yanchor: 'top',
      pad: { l: 8, t: 8 },
    },
  };
}

// Plotly reads tags, entities, fields and formulas in texts
function plotlyText(text: string): string {
  return text.replace(/[&<>$%]/g, (character) => `&#${character.charCodeAt(0)};`);
}
