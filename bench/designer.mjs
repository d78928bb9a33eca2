// the budgets of the Schedule Designer: its weight at start-up; in a real Chromium opening a file, and dragging
import { createRequire } from 'node:module';
import { median, percentile, table } from './measure.mjs';
import { onColdPages, withPage } from './page.mjs';
import { gzipSize, START_UP_BUDGET, startUpFiles } from './start-up.mjs';

const require = createRequire(import.meta.url);
const { constant, cosine, cosineRestarts, linear, oneCycle, wsd } = require('anneal/pure');

/** Title of the section in `measured.md`. */
export const title = 'Schedule Designer';

const STEPS = 1_000_000;
const ms = (value) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
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
export function run() {
  return withPage('designer-page.mjs', async (browser, url) => {
    const text = tenSchedules();
    const open = (page) => page.evaluate((file) => globalThis.open(file), text);
    const cold = await onColdPages(browser, url, open);
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(url);
    await open(page);
    const taken = await drag(page);
    const files = startUpFiles();
    return table(
      ['ten schedules of 10⁶ steps', 'measured', 'budget'],
      [
        ['first open, on a cold page, median of 7', ms(median(cold)), '500 ms'],
        [`pointer to curve, median of ${taken.length} moves of a drag`, ms(median(taken)), '–'],
        ['… p95', ms(percentile(taken, 0.95)), '16 ms'],
        ['… the slowest', ms(Math.max(...taken)), '–'],
        [
          `the whole extension at start-up, gzip, ${files.length} files`,
          `${gzipSize(files).toFixed(1)} kB`,
          `${START_UP_BUDGET} kB`,
        ],
      ],
    );
  });
}
