import type { Chart } from 'anneal/pure';
import { loadPlotly, type PaintedFigure, type PaintedLayout } from '../plotly';

/** Height of the title that the picture has and the plot on the screen has not, px. */
const TITLE_HEIGHT = 50;

/**
 * Saves a picture of a chart with its title and facts, twice as fine as on the screen.
 *
 * @param figure What is on the screen.
 */
export async function savePicture(chart: Chart, { data, layout }: PaintedFigure): Promise<void> {
  const plotly = await loadPlotly();
  const titled = withTitle(chart, layout);
  await plotly.downloadImage(
    { data, layout: titled },
    {
      format: 'png',
      width: titled.width ?? 900,
      height: titled.height,
      scale: 2,
      filename: chart.title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'chart',
    },
  );
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
