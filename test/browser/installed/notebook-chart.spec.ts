import { expect } from '@playwright/test';
import { toText } from 'anneal/pure';
import { runChart } from '../charts';
import { saveNotebook } from '../fixtures';
import { testIn } from './installed';

testIn('jupyter-notebook')(
  'Notebook 7 draws a saved chart without a kernel of ours',
  async ({ lab, page }, info) => {
    const chart = runChart(200);
    const file = await saveNotebook(lab.folder, 'charts', [
      { charts: [chart], text: toText(chart) },
    ]);
    await page.goto(`${lab.url}/notebooks/${file.slice(lab.folder.length + 1)}`);
    // this environment has no kernel of ours to offer
    await page.locator('.jp-Dialog').getByRole('button', { name: 'No Kernel' }).click();
    const drawn = page.locator('.jp-AnnealChart');
    await expect(drawn.locator('.js-line').first()).toBeVisible();
    const { width, height } = (await drawn.boundingBox()) ?? { width: 0, height: 0 };
    expect(width).toBeGreaterThan(600);
    expect(height).toBeGreaterThan(300);
    await page.screenshot({ path: info.outputPath('chart.png') });
  },
);
