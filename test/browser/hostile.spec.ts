import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { toReport, toSvg } from 'anneal/pure';
import { hostileCharts } from './charts';
import { expect, test } from './fixtures';
import { expectHarmless } from './harmless';

test('hostile names do nothing in JupyterLab', async ({ open }) => {
  const { page, charts } = await open([{ charts: hostileCharts() }]);
  const count = await charts.count();
  expect(count).toBeGreaterThan(8);
  for (let index = 0; index < count; index += 1) {
    const chart = charts.nth(index);
    await chart.scrollIntoViewIfNeeded();
    await expect(chart).toHaveAttribute('data-ready', 'true');
    const { width, height } = (await chart.boundingBox()) ?? { width: 0, height: 0 };
    expect(width).toBeLessThan(1300);
    expect(height).toBeLessThan(1200);
  }
  await expectHarmless(page, '.jp-AnnealChart');
});

test('hostile names do nothing in the SVG and in a report', async ({ page }, { outputDir }) => {
  const charts = hostileCharts();
  const file = path.join(outputDir, '..', 'hostile.html');
  const report = toReport(charts, charts[0]?.title ?? '');
  // once more without the policy that would forbid scripts
  for (const html of [
    report,
    report.replace(/<meta http-equiv[^>]*>/, ''),
    charts.map((chart) => toSvg(chart)).join('\n'),
  ]) {
    await writeFile(file, html);
    await page.goto(`file://${file}`);
    await expect(page.locator('svg').first()).toBeVisible();
    await expectHarmless(page, 'body');
  }
});
