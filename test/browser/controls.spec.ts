import { readFile } from 'node:fs/promises';
import type { Locator } from '@playwright/test';
import { compareRunsChart, runChart } from './charts';
import { expect, test } from './fixtures';

const shapeOf = (line: Locator): Promise<string | null> => line.getAttribute('d');

test('a run shows its loss on either scale, and a frame leaves the choice', async ({ open }) => {
  const notebook = await open([{ charts: [runChart(200)] }]);
  const chart = notebook.charts;
  await expect(chart).toHaveAttribute('data-ready', 'true');
  const title = chart.locator('.ytitle');
  await expect(title).toHaveText('loss · log');
  await chart.getByRole('button', { name: 'linear' }).click();
  await expect(title).toHaveText('loss');
  await notebook.sendFrame(runChart(220));
  await expect(chart).toHaveAttribute('data-frames', '2');
  await expect(title).toHaveText('loss');
  await expect(chart.getByRole('button', { name: 'linear' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
});

test('smoothing changes the loss by the keyboard, and never the rate', async ({ open }) => {
  const { page, charts: chart } = await open([{ charts: [runChart(200)] }]);
  await expect(chart).toHaveAttribute('data-ready', 'true');
  const loss = chart.locator('.xy .js-line').nth(1);
  const rate = chart.locator('.xy2 .js-line').first();
  const before = [await shapeOf(loss), await shapeOf(rate)];
  await chart.getByRole('slider', { name: 'smoothing' }).focus();
  await page.keyboard.press('End');
  await expect(chart.getByText('0.999', { exact: true })).toBeVisible();
  await expect.poll(() => shapeOf(loss)).not.toBe(before[0]);
  expect(await shapeOf(rate)).toBe(before[1]);
  await expect(chart.getByRole('button', { name: 'train, smoothed 0.999' })).toBeVisible();
  // the notebook would take arrows to go from cell to cell
  for (const smoothing of ['0.9989', '0.9987', '0.9986']) {
    await page.keyboard.press('ArrowLeft');
    await expect(chart.getByRole('button', { name: `train, smoothed ${smoothing}` })).toBeVisible();
  }
  await page.keyboard.press('Home');
  for (let stop = 1; stop <= 60; stop += 1) await page.keyboard.press('ArrowRight');
  await expect(chart.getByRole('button', { name: 'train, smoothed 0.999' })).toBeVisible();
});

test('the x axis counts epochs and time', async ({ open }) => {
  const { charts: chart } = await open([{ charts: [runChart(400)] }]);
  await expect(chart).toHaveAttribute('data-ready', 'true');
  const last = chart.locator('.xtick text').last();
  await expect(last).toHaveText('400');
  await chart.getByRole('button', { name: 'epoch' }).click();
  await expect(chart.locator('.xtitle')).toHaveText('epoch');
  await expect(last).toHaveText('4');
  await chart.getByRole('button', { name: 'time' }).click();
  await expect(chart.locator('.xtitle')).toHaveText('time, s');
});

test('runs are aligned by what they were given', async ({ open }) => {
  const { charts: chart } = await open([{ charts: [compareRunsChart()] }]);
  await expect(chart).toHaveAttribute('data-ready', 'true');
  await expect(chart.getByText('setting 1 is better in these runs.')).toBeVisible();
  for (const [unit, title] of [
    ['epoch', 'epoch'],
    ['Σ lr', 'Σ lr: the rates of all steps so far, summed'],
    ['step', 'step'],
  ] as const) {
    await chart.getByRole('button', { name: unit, exact: true }).click();
    await expect(chart.locator('.xtitle')).toHaveText(title);
    // a median and a band each
    await expect(chart.locator('.scatterlayer .js-line')).toHaveCount(4);
  }
});

test('the keys of a run hide and isolate its lines by mouse and keyboard', async ({ open }) => {
  const notebook = await open([{ charts: [runChart(200)] }]);
  const { page, charts: chart } = notebook;
  const lines = chart.locator('.xy .js-line');
  await expect(lines).toHaveCount(2);
  const raw = chart.getByRole('button', { name: 'train, every step' });
  await raw.click();
  await expect(lines).toHaveCount(1);
  await notebook.sendFrame(runChart(210));
  await expect(chart).toHaveAttribute('data-frames', '2');
  await expect(lines).toHaveCount(1);
  await raw.focus();
  await page.keyboard.press('Shift+Enter');
  await expect(raw).toHaveAttribute('aria-pressed', 'true');
  await expect(chart.getByRole('button', { name: 'validation' })).toHaveAttribute(
    'aria-pressed',
    'false',
  );
});

test('charts of a page are hovered together, at the same step', async ({ open }) => {
  const { page, charts } = await open([
    { charts: [runChart(400, { title: 'one' })] },
    { charts: [runChart(400, { title: 'two' })] },
  ]);
  await page.setViewportSize({ width: 1280, height: 1400 });
  for (const chart of await charts.all()) await expect(chart).toHaveAttribute('data-ready', 'true');
  const plot = await charts.first().locator('.nsewdrag').first().boundingBox();
  await page.mouse.move((plot?.x ?? 0) + 200, (plot?.y ?? 0) + 60);
  const titleOf = (index: number): Locator =>
    charts.nth(index).locator('.hoverlayer .legendtitletext');
  await expect(titleOf(0)).toHaveText(/step \d+/);
  await expect(titleOf(1)).toHaveText((await titleOf(0).textContent()) ?? '');
  await page.mouse.move(5, 5);
  await expect(titleOf(1)).toHaveCount(0);
});

test('keys read a chart aloud and zoom it', async ({ open }) => {
  const { page, charts: chart } = await open([{ charts: [runChart(400)] }]);
  await expect(chart).toHaveAttribute('data-ready', 'true');
  await chart.getByRole('img').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const aloud = chart.locator('[aria-live]').filter({ hasText: 'step' });
  await expect(aloud).toHaveText(/^step 1: .*train, smoothed 0\.9 2\.\d+.*lr, used/);
  const last = chart.locator('.xtick text').last();
  await page.keyboard.press('+');
  await expect(last).not.toHaveText('400');
  await page.keyboard.press('0');
  await expect(last).toHaveText('400');
  // the notebook has not taken the keys for its own
  await expect(page.locator('.jp-CodeCell')).toHaveCount(1);
});

for (const [format, starts] of [
  ['PNG', '\u0089PNG'],
  ['SVG', '<svg '],
  ['CSV', 'line,step,value\n'],
] as const) {
  test(`a chart is saved as ${format} by the keyboard`, async ({ open }) => {
    const { page, charts: chart } = await open([{ charts: [runChart(200)] }]);
    await expect(chart).toHaveAttribute('data-ready', 'true');
    await chart.getByRole('button', { name: 'Save' }).focus();
    await page.keyboard.press('Enter');
    const item = chart.getByRole('menuitem', { name: format });
    while (!(await item.evaluate((node) => node === document.activeElement))) {
      await page.keyboard.press('ArrowDown');
    }
    const download = page.waitForEvent('download');
    await page.keyboard.press('Enter');
    const file = await download;
    expect(file.suggestedFilename()).toBe(`digits-warm-up-5-cosine.${format.toLowerCase()}`);
    expect((await readFile(await file.path())).toString('latin1')).toContain(starts);
    await expect(chart.getByRole('button', { name: 'Save' })).toBeFocused();
  });
}
