import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { test as base, expect } from '@playwright/test';
import { toSvg, toText } from 'anneal/pure';
import { compareRunsChart, runChart } from './charts';
import { saveNotebook } from './fixtures';
import { type Lab, startLab } from './lab';
import { NotebookPage } from './notebook-page';

const venv = path.resolve(__dirname, '../../.venv/bin');
const charts = [runChart(200), compareRunsChart()];
const cells = charts.map((chart) => ({ charts: [chart], svg: toSvg(chart), text: toText(chart) }));

/** A JupyterLab as it is without our extension. */
const test = base.extend<object, { lab: Lab }>({
  lab: [
    async ({ browserName: _ }, use) => {
      const lab = await startLab({ extension: 'none' });
      await use(lab);
      await lab.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
});

test('without the extension a chart is text until the notebook is trusted, then its picture', async ({
  lab,
  page,
}) => {
  const file = await saveNotebook(lab.folder, 'foreign', cells);
  const notebook = await NotebookPage.open(page, lab.url, file);
  await expect(notebook.charts).toHaveCount(0);
  const outputs = page.locator('.jp-OutputArea-output');
  await expect(outputs.first()).toContainText('running · step 200/400');
  await expect(outputs.last()).toContainText('setting 1: best loss');
  const trusted = notebook.execute('notebook:trust');
  await page.getByRole('button', { name: 'Trust' }).click();
  await trusted;
  for (const picture of await page.locator('.jp-RenderedSVG img').all()) {
    await picture.scrollIntoViewIfNeeded();
    await expect
      .poll(() => picture.evaluate((node) => (node as HTMLImageElement).naturalWidth))
      .toBe(900);
  }
  await expect(page.locator('.jp-RenderedSVG img')).toHaveCount(2);
});

test('nbconvert writes the pictures into its HTML', async ({ lab }) => {
  const file = await saveNotebook(lab.folder, 'converted', cells);
  const run = promisify(execFile);
  await run(path.join(venv, 'jupyter'), ['nbconvert', '--to', 'html', file], { cwd: lab.folder });
  const html = await readFile(file.replace(/ipynb$/, 'html'), 'utf8');
  for (const chart of charts) {
    // embedded as it is, or encoded in an address of data
    const encoded = Buffer.from(toSvg(chart)).toString('base64').slice(0, 400);
    expect(html.includes(encoded) || html.includes(`<title>${chart.description}`)).toBe(true);
  }
});
