// the budgets of charts: bytes in Node, draws in a real Chromium
import { createRequire } from 'node:module';
import { median, percentile, table } from './measure.mjs';
import { onColdPages, withPage } from './page.mjs';

const require = createRequire(import.meta.url);
const { cosine, runChart, runMemory, toSvg, scheduleChart } = require('anneal/pure');

/** Title of the section in `measured.md`. */
export const title = 'Charts';

const bytes = (value) =>
  Buffer.byteLength(typeof value === 'string' ? value : JSON.stringify(value));
const kilobytes = (count) => `${(count / 1000).toFixed(1)} kB`;
const ms = (value) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;

/** Losses that fall under noise, the same each time. */
function history(steps) {
  let state = 1;
  const noise = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return Float32Array.from(
    { length: steps },
    (_, step) => (0.02 + 2 * Math.exp((-8 * step) / steps)) * (0.5 + noise()),
  );
}

/** A run after `step` of `total` updates. */
function viewOf(total, step, loss) {
  const planned = cosine({ peak: 1e-3, steps: total * 0.95 }).warmup(total * 0.05);
  const perEpoch = total / 10;
  return {
    title: 'a run',
    status:
      step < total ? { word: 'running', kind: 'running' } : { word: 'finished', kind: 'done' },
    planned,
    totalSteps: total,
    stepsPerEpoch: perEpoch,
    step,
    lr: planned.sample(total),
    loss,
    validation: Array.from({ length: Math.floor(step / perEpoch) }, (_, i) => ({
      step: (i + 1) * perEpoch - 1,
      loss: 0.05 + 1 / (i + 1),
    })),
    elapsed: step * 0.001,
  };
}

/** Draws of each chart: in so many rounds, so many in a row. */
const ROUNDS = 5;
const DRAWS = 20;

function timed(work) {
  const begun = performance.now();
  const value = work();
  return [performance.now() - begun, value];
}

/** What Plotly takes without us: two lines of 2,000 points, on plain axes. */
function plainLines(loss) {
  const steps = Array.from({ length: 2000 }, (_, step) => step);
  const line = (factor) => ({
    mode: 'lines',
    meta: { role: 'none' },
    x: steps,
    y: steps.map((step) => factor * loss[step]),
  });
  return { figure: { data: [line(1), line(2)], layout: { height: 392, xaxis: {}, yaxis: {} } } };
}

/** @returns {Promise<string>} The section in Markdown. */
export async function run() {
  const total = 1_000_000;
  const loss = history(total);
  const done = viewOf(total, total, loss);
  const half = viewOf(total, total / 2, loss);
  runChart(viewOf(1000, 1000, history(1000)));
  const [first, whole] = timed(() => runChart(done));
  const memory = runMemory();
  runChart({ ...half, step: total / 2 - 250 }, memory);
  const [next, live] = timed(() => runChart(half, memory));
  const full = viewOf(2000, 2000, history(2000));
  const schedule = scheduleChart(done.planned);
  const made = table(
    ['10⁶ steps, ten epochs', 'measured', 'budget'],
    [
      ['a live frame', kilobytes(bytes(live)), '25 kB'],
      ['saved, with its SVG', kilobytes(bytes(whole) + bytes(toSvg(whole))), '80 kB'],
      [
        'a saved schedule, with its SVG',
        kilobytes(bytes(schedule) + bytes(toSvg(schedule))),
        '20 kB',
      ],
      ['the chart from the whole history, in Node', ms(first), '–'],
      ['the next frame, 250 steps on, in Node', ms(next), '–'],
      ['the SVG, in Node', ms(timed(() => toSvg(whole))[0]), '–'],
    ],
  );
  const plain = plainLines(loss);
  const drawn = {
    'Plotly alone, two lines of 2,000 points': [plain, structuredClone(plain)],
    'a run of 2,000 steps': [runChart(full), runChart({ ...full, title: 'again' })],
    'a run of 10⁶ steps, live and finished': [live, whole],
  };
  return `${made}\n\n${await inChromium(drawn, { plain, whole })}`;
}

/** How long draws take: of charts in turns, and of one on a cold page. */
function inChromium(charts, { plain, whole }) {
  return withPage('charts-page.mjs', async (browser, url) => {
    const alone = await onColdPages(browser, url, (page) =>
      page.evaluate((chart) => globalThis.coldPlotly(chart), plain),
    );
    const cards = await onColdPages(browser, url, (page) =>
      page.evaluate((chart) => globalThis.coldCard(chart), whole),
    );
    const page = await browser.newPage();
    await page.goto(url);
    const names = Object.keys(charts);
    const taken = Object.fromEntries(names.map((name) => [name, []]));
    for (let round = 0; round < ROUNDS; round++) {
      for (const name of names) {
        const times = ([list, draws]) => globalThis.times(list, draws);
        taken[name].push(...(await page.evaluate(times, [charts[name], DRAWS])));
      }
    }
    const rows = names.map((name, index) => [
      name,
      ms(median(taken[name])),
      ms(percentile(taken[name], 0.95)),
      index === 0 ? '–' : '30 ms, 60 ms',
    ]);
    const draws = table(
      [`\`react\`, ${ROUNDS * DRAWS} draws each in turns`, 'median', 'p95', 'budget'],
      rows,
    );
    const pages = table(
      ['cold page to first chart, median of 7', 'measured', 'budget'],
      [
        ['a run of 10⁶ steps, to be seen', ms(median(cards.map(({ seen }) => seen))), '500 ms'],
        ['… to be zoomed', ms(median(cards.map(({ alive }) => alive))), '–'],
        ['two lines with Plotly alone', ms(median(alone)), '–'],
      ],
    );
    return `${draws}\n\n${pages}`;
  });
}
