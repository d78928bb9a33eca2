import { stat } from 'node:fs/promises';
import { toSvg } from 'anneal/pure';
import { longRun } from './charts';
import { expect, test } from './fixtures';

test('fifty charts of a million steps scroll and none is lost; the notebook is below 5 MB', async ({
  open,
  lab,
}) => {
  test.setTimeout(180_000);
  await lab.setNotebooks({ windowingMode: 'contentVisibility' });
  const runs = Array.from({ length: 50 }, (_, index) => longRun(`chart ${index}`));
  const cells = runs.map((chart) => ({ source: '// a run', charts: [chart], svg: toSvg(chart) }));
  const notebook = await open(cells);
  const { page, charts } = notebook;
  expect((await stat(notebook.file)).size).toBeLessThan(5_000_000);

  // down and up again, as a wheel does it
  const gaps = await page.evaluate(async () => {
    const scroller = document.querySelector('.jp-WindowedPanel-outer') as HTMLElement;
    const longest: number[] = [];
    let last = performance.now();
    const frame = (): Promise<void> =>
      new Promise((resolve) => {
        requestAnimationFrame((now) => {
          longest.push(now - last);
          last = now;
          resolve();
        });
      });
    for (const step of [120, -120]) {
      const turns = Math.ceil(scroller.scrollHeight / 120);
      for (let turn = 0; turn < turns; turn += 1) {
        scroller.scrollTop += step;
        await frame();
      }
    }
    return longest.sort((a, b) => a - b);
  });
  const at = (share: number): string => `${gaps[Math.floor(gaps.length * share)]?.toFixed(0)} ms`;
  test.info().annotations.push({
    type: 'frames',
    description: `${gaps.length} while scrolling: median ${at(0.5)}, p95 ${at(0.95)}, longest ${at(0.9999)}`,
  });
  console.log(test.info().annotations[0]?.description);

  await expect(charts).toHaveCount(50);
  for (const cell of [0, 17, 33, 49]) {
    await notebook.scrollTo(cell);
    const chart = page.locator(`.jp-AnnealChart[aria-label="chart ${cell}"]`);
    await expect(chart).toHaveAttribute('data-ready', 'true');
    await expect(chart.locator('.scatterlayer .js-line').first()).toBeVisible();
  }
  await lab.setNotebooks({});
});
