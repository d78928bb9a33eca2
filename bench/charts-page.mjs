// runs in Chromium: draws what bench/charts.mjs hands over, and times it
import { fitWidth, light, paint } from '../dist/pure.js';
import { ChartCard } from '../labextension/lib/chart/card.js';
import { painted, trans } from './page-parts.mjs';
import '../labextension/style/chart.css';

const place = document.body.appendChild(document.createElement('div'));
const config = { displayModeBar: false, doubleClick: false };

/** Draws once more with Plotly alone. */
async function draw({ figure }) {
  const { default: plotly } = await import('plotly.js-basic-dist-min');
  const { data, layout } = paint(fitWidth(structuredClone(figure), 900), light);
  await plotly.react(place, data, { ...layout, width: 900 }, config);
}

/** Milliseconds from the start of the page to a chart of Plotly alone on the screen. */
globalThis.coldPlotly = async (chart) => {
  await draw(chart);
  await painted();
  return performance.now();
};

/** Milliseconds from the start of the page to its first chart: as a still picture, and alive. */
globalThis.coldCard = (chart) =>
  new Promise((resolve, reject) => {
    let seen;
    const drawn = async () => {
      await painted();
      resolve({ seen, alive: performance.now() });
    };
    const card = new ChartCard(trans, { drawn, failed: reject, connect: async () => undefined });
    document.body.append(card.node);
    new MutationObserver(async () => {
      if (seen === undefined && card.node.querySelector('.jp-AnnealChart-sketch')) {
        await painted();
        seen ??= performance.now();
      }
    }).observe(card.node, { childList: true, subtree: true });
    card.show(chart);
  });

/** Milliseconds of each of `rounds` draws of charts in turn. */
globalThis.times = async (charts, rounds) => {
  const taken = [];
  for (let round = -5; round < rounds; round++) {
    const begun = performance.now();
    await draw(charts[(round + 5) % charts.length]);
    if (round >= 0) taken.push(performance.now() - begun);
    await painted();
  }
  return taken;
};
