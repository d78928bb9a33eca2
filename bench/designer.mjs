// the budgets of the Schedule Designer in a real Chromium: opening a file, and dragging
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { median, table } from './measure.mjs';

const require = createRequire(import.meta.url);
const { constant, cosine, cosineRestarts, linear, oneCycle, wsd } = require('anneal/pure');

/** Title of the section in `measured.md`. */
export const title = 'Schedule Designer';

const STEPS = 1_000_000;
const ms = (value) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
const percentile = (values, share) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * share)];

/** A sequence, and nine schedules beside it, each of a million updates. */
function tenSchedules() {
  const peak = 1e-3;
  const others = [0.3, 0.5, 0.7].flatMap((share) => [
    oneCycle({ peak: peak * share, steps: STEPS }),
    cosineRestarts({ peak: peak * share, cycle: STEPS / 8, steps: STEPS }),
    wsd({ peak: peak * share, steps: STEPS }),
  ]);
  const own = constant({ peak, steps: 300_000 })
    .followedBy(cosine({ peak, floor: 1e-5, steps: 400_000 }))
    .followedBy(linear({ peak: peak / 2, steps: 250_000 }))
    .warmup(50_000);
  return JSON.stringify({
    ...own.spec,
    plan: { stepsPerEpoch: STEPS / 20, epochs: 20 },
    designer: { compare: others.map(({ spec }) => ({ spec })) },
  });
}

async function writePage(folder) {
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      outDir: folder,
      commonjsOptions: { include: [/dist/, /node_modules/] },
      lib: {
        entry: fileURLToPath(new URL('designer-page.mjs', import.meta.url)),
        formats: ['iife'],
        name: 'bench',
        fileName: () => 'page.js',
        cssFileName: 'page',
      },
    },
  });
  const page = join(folder, 'index.html');
  const style = readFileSync(join(folder, 'page.css'), 'utf8');
  writeFileSync(
    page,
    `<!doctype html><meta charset="utf-8"><style>body { height: 100vh; margin: 0 } ${style}</style><body><script src="page.js"></script>`,
  );
  return `file://${page}`;
}

/** Drags a point up and down, a move for each frame. */
async function drag(page) {
  const point = page.locator('.jp-AnnealDesigner-handle .jp-AnnealDesigner-dot').nth(3);
  const box = await point.boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.evaluate(() => globalThis.watch());
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let move = 0; move < 300; move++) {
    await page.mouse.move(x + (move % 40), y + 60 * Math.sin(move / 12));
  }
  await page.mouse.up();
  return page.evaluate(() => globalThis.taken);
}

/** @returns {Promise<string>} The section in Markdown. */
export async function run() {
  const folder = mkdtempSync(join(tmpdir(), 'anneal-bench-'));
  const installed = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(existsSync);
  const executablePath = process.env.CHROMIUM_PATH ?? installed;
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath, args });
  try {
    const url = await writePage(folder);
    const text = tenSchedules();
    const cold = [];
    for (let turn = 0; turn < 7; turn++) {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(url);
      cold.push(await page.evaluate((file) => globalThis.open(file), text));
      await context.close();
    }
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(url);
    await page.evaluate((file) => globalThis.open(file), text);
    const taken = await drag(page);
    return table(
      ['ten schedules of 10⁶ steps', 'measured', 'budget'],
      [
        ['first open, on a cold page, median of 7', ms(median(cold)), '500 ms'],
        [`pointer to curve, median of ${taken.length} moves of a drag`, ms(median(taken)), '–'],
        ['… p95', ms(percentile(taken, 0.95)), '16 ms'],
        ['… the slowest', ms(Math.max(...taken)), '–'],
      ],
    );
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(await run());
