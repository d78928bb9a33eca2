// the budgets of charts: bytes in Node, draws in a real Chromium
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { median, table } from './measure.mjs';

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

function timed(work) {
  const begun = performance.now();
  const value = work();
  return [performance.now() - begun, value];
}

/** A page with the library and Plotly in one script. */
async function writePage(folder) {
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      outDir: folder,
      commonjsOptions: { include: [/dist/, /node_modules/] },
      lib: {
        entry: fileURLToPath(new URL('charts-page.mjs', import.meta.url)),
        formats: ['iife'],
        name: 'bench',
        fileName: () => 'page.js',
      },
    },
  });
  const page = join(folder, 'index.html');
  writeFileSync(page, '<!doctype html><meta charset="utf-8"><body><script src="page.js"></script>');
  return `file://${page}`;
}

const percentile = (values, share) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * share)];

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
  const saved = bytes(whole) + bytes(toSvg(whole));
  const full = viewOf(2000, 2000, history(2000));
  const schedule = scheduleChart(done.planned);

  const folder = mkdtempSync(join(tmpdir(), 'anneal-bench-'));
  const installed = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(existsSync);
  const executablePath = process.env.CHROMIUM_PATH ?? installed;
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath, args });
  try {
    const url = await writePage(folder);
    const cold = [];
    for (let turn = 0; turn < 7; turn++) {
      // a context of its own: no script is compiled yet
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(url);
      cold.push(await page.evaluate((chart) => globalThis.cold(chart), whole));
      await context.close();
    }
    const page = await browser.newPage();
    await page.goto(url);
    const react = (charts) => page.evaluate((list) => globalThis.times(list, 100), charts);
    const plain = await react([runChart(full), runChart({ ...full, title: 'again' })]);
    const million = await react([live, whole]);
    const row = (what, value, budget) => [what, value, budget];
    return table(
      ['10⁶ steps, ten epochs', 'measured', 'budget'],
      [
        row('a live frame', kilobytes(bytes(live)), '25 kB'),
        row('saved, with its SVG', kilobytes(saved), '80 kB'),
        row(
          'a saved schedule, with its SVG',
          kilobytes(bytes(schedule) + bytes(toSvg(schedule))),
          '20 kB',
        ),
        row('the chart from the whole history, in Node', ms(first), '–'),
        row('the next frame, 250 steps on, in Node', ms(next), '–'),
        row('the SVG, in Node', ms(timed(() => toSvg(whole))[0]), '–'),
        row('cold page to first chart, Chromium, median of 7', ms(median(cold)), '500 ms'),
        row(
          '`react` on live and finished chart in turn, median of 100',
          ms(median(million)),
          '30 ms',
        ),
        row('… p95', ms(percentile(million, 0.95)), '60 ms'),
        row('`react` at 2 × 2,000 points, median of 100', ms(median(plain)), '30 ms'),
        row('… p95', ms(percentile(plain, 0.95)), '60 ms'),
      ],
    );
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(await run());
