// runs in Chromium: draws what bench/charts.mjs hands over, and times it
import Plotly from 'plotly.js-basic-dist-min';
import { fitWidth, light, paint } from '../dist/pure.js';

const node = document.body.appendChild(document.createElement('div'));
const config = { displayModeBar: false, doubleClick: false };

/** Draws once more and waits until the browser has painted. */
async function draw(chart) {
  const { data, layout } = paint(fitWidth(structuredClone(chart.figure), 900), light);
  await Plotly.react(node, data, { ...layout, width: 900 }, config);
}

const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

/** Milliseconds from the start of the page to its first chart on the screen. */
globalThis.cold = async (chart) => {
  await draw(chart);
  await painted();
  return performance.now();
};

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
