import type { Locator } from '@playwright/test';
import { runChart } from './charts';
import { expect, test } from './fixtures';

/** The drawing is as wide as its place, and not empty. */
async function expectFilled(chart: Locator): Promise<void> {
  await expect(async () => {
    const place = await chart.locator('.jp-AnnealChart-plot').boundingBox();
    const drawing = await chart.locator('.main-svg').first().boundingBox();
    expect(place?.width).toBeGreaterThan(100);
    expect(Math.abs((drawing?.width ?? 0) - (place?.width ?? 0))).toBeLessThan(2);
    expect(drawing?.height).toBeCloseTo(place?.height ?? 0, 1);
  }).toPass({ timeout: 15_000 });
  await expect(chart.locator('.scatterlayer .js-line').first()).toBeVisible();
}

test('a chart is as wide as its cell after the window changes', async ({ open }) => {
  const { page, charts: chart } = await open([{ charts: [runChart(200)] }]);
  await expectFilled(chart);
  await page.setViewportSize({ width: 760, height: 700 });
  await expectFilled(chart);
  await page.setViewportSize({ width: 1400, height: 900 });
  await expectFilled(chart);
});

test('a frame that comes while the tab is hidden is drawn when it is shown', async ({ open }) => {
  const notebook = await open([{ charts: [runChart(20)] }]);
  const { page, charts: chart } = notebook;
  await expectFilled(chart);
  await notebook.execute('launcher:create');
  await expect(chart).toBeHidden();
  await notebook.sendFrame(runChart(200));
  await expect(chart).toContainText('200/400');
  await expect(chart).toHaveAttribute('data-frames', '1');
  await page.getByRole('tab', { name: /\.ipynb/ }).click();
  await expect(chart).toHaveAttribute('data-frames', '2');
  await expectFilled(chart);
});

test('charts that start in a hidden tab are drawn when it is shown', async ({ open }) => {
  const notebook = await open([{ charts: [runChart(200)] }]);
  const { page, charts: chart } = notebook;
  await notebook.execute('launcher:create');
  await page.getByRole('tab', { name: /\.ipynb/ }).click();
  await expectFilled(chart);
});

test('a chart fills its half when the work area is split', async ({ open }) => {
  const notebook = await open([{ charts: [runChart(200)] }]);
  const chart = notebook.charts;
  await expectFilled(chart);
  const whole = (await chart.boundingBox())?.width ?? 0;
  await notebook.splitRight();
  await expect.poll(async () => (await chart.boundingBox())?.width).toBeLessThan(0.7 * whole);
  await expectFilled(chart);
});

for (const windowingMode of ['full', 'defer', 'contentVisibility', 'none'] as const) {
  test(`charts below the fold are drawn with windowing ${windowingMode}`, async ({ open, lab }) => {
    await lab.setNotebooks({ windowingMode });
    const cells = Array.from({ length: 12 }, (_, index) => ({
      source: `// ${index}`,
      charts: [runChart(200, { title: `chart ${index}` })],
    }));
    const notebook = await open(cells);
    for (const cell of [11, 0, 6]) {
      await notebook.scrollTo(cell);
      await expectFilled(notebook.page.locator(`.jp-AnnealChart[aria-label="chart ${cell}"]`));
    }
    await lab.setNotebooks({});
  });
}
