import { runChart } from './charts';
import { expect, test } from './fixtures';
import { holdPlotly } from './hold-plotly';

test('frames grow the curve in place, and of a burst the last is drawn', async ({ open }) => {
  const notebook = await open([{ charts: [runChart(20)] }]);
  const chart = notebook.charts;
  await expect(chart).toHaveAttribute('data-frames', '1');
  const line = chart.locator('.scatterlayer .js-line').first();
  const width = async (): Promise<number> => (await line.boundingBox())?.width ?? 0;
  const first = await width();
  await notebook.sendFrame(runChart(200));
  await expect(chart).toHaveAttribute('data-frames', '2');
  await expect.poll(width).toBeGreaterThan(5 * first);

  await Promise.all([220, 260, 300, 340, 400].map((steps) => notebook.sendFrame(runChart(steps))));
  await expect(chart.getByText('400/400')).toBeVisible();
  await expect(chart.getByRole('status')).toHaveText('finished');
  await expect.poll(width).toBeGreaterThan(18 * first);
});

test('zoom survives a frame; reset shows the whole chart again', async ({ open }) => {
  const notebook = await open([{ charts: [runChart(200)] }]);
  const chart = notebook.charts;
  await expect(chart).toHaveAttribute('data-ready', 'true');
  const lastTick = chart.locator('.xtick text').last();
  await expect(lastTick).toHaveText('400');

  await notebook.dragOver(chart, { from: [20, 40], to: [200, 150] });
  await expect(lastTick).not.toHaveText('400');
  const zoomed = await chart.locator('.xtick text').allTextContents();

  await notebook.sendFrame(runChart(220));
  await expect(chart).toHaveAttribute('data-frames', '2');
  await expect(chart.locator('.xtick text')).toHaveText(zoomed);

  await chart.getByRole('button', { name: 'Reset zoom' }).click();
  await expect(lastTick).toHaveText('400');
});

test('a frame that arrives in the middle of a drag waits for its end', async ({ open }) => {
  const notebook = await open([{ charts: [runChart(200)] }]);
  const chart = notebook.charts;
  await expect(chart).toHaveAttribute('data-ready', 'true');
  await notebook.dragOver(chart, { from: [20, 40], to: [200, 150], hold: true });
  await notebook.sendFrame(runChart(220));
  await expect(chart.getByText('220/400')).toBeVisible();
  await expect(chart).toHaveAttribute('data-frames', '1');
  await notebook.page.mouse.up();
  await expect(chart).toHaveAttribute('data-frames', '2');
  await expect(chart.locator('.xtick text').last()).not.toHaveText('400');
});

test('of the frames that come while Plotly loads the last is drawn, and nothing moves', async ({
  open,
  page,
}) => {
  const release = await holdPlotly(page);
  const notebook = await open([{ charts: [runChart(20)] }, { source: '// below' }]);
  const chart = notebook.charts;
  await expect(chart.getByRole('heading')).toBeVisible();
  for (const steps of [120, 240, 360]) {
    await notebook.sendFrame(runChart(steps));
  }
  await expect(chart).toContainText('360/400');
  await expect(chart).not.toHaveAttribute('data-ready');
  const below = notebook.prompt(1);
  const place = await below.boundingBox();
  expect(place).not.toBeNull();
  release();
  await expect(chart).toHaveAttribute('data-frames', '1');
  expect(await below.boundingBox()).toEqual(place);
});
