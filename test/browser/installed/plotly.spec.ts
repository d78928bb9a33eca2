import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';
import { CHART_MIME, runChart } from '../charts';
import { saveNotebook } from '../fixtures';
import { NotebookPage } from '../notebook-page';
import { folderOf, testIn } from './installed';

const PLOTLY_MIME = 'application/vnd.plotly.v1+json';

/** A figure as the package from PyPI writes it into a notebook. */
async function theirFigure(): Promise<unknown> {
  const code = `import plotly.graph_objects as go
print(go.Figure(go.Scatter(y=[3, 1, 2]), layout_title_text='theirs').to_json())`;
  const python = path.join(folderOf('INSTALLED_VENV'), 'bin/python');
  return JSON.parse((await promisify(execFile)(python, ['-c', code])).stdout);
}

testIn('jupyter-lab')(
  "Plotly's charts and ours are drawn side by side, each by its own",
  async ({ lab, page }, info) => {
    const errors: Error[] = [];
    page.on('pageerror', (error) => errors.push(error));
    const theirs = await theirFigure();
    const ours = runChart(200);
    const file = await saveNotebook(lab.folder, 'both', [
      { charts: [ours] },
      { data: { [PLOTLY_MIME]: theirs } },
      // a bundle for both is ours to draw
      { data: { [PLOTLY_MIME]: theirs, [CHART_MIME]: ours } },
    ]);
    const notebook = await NotebookPage.open(page, lab.url, file);
    const outputs = page.locator('.jp-OutputArea-output');
    for (const [index, mime] of [CHART_MIME, PLOTLY_MIME, CHART_MIME].entries()) {
      const output = outputs.nth(index);
      await notebook.scrollTo(index);
      await expect(output.locator('.js-line').first()).toBeVisible();
      const isOurs = mime === CHART_MIME;
      await expect(output.locator('.gtitle', { hasText: 'theirs' })).toHaveCount(isOurs ? 0 : 1);
      await expect(output.locator('.jp-AnnealChart-plot')).toHaveCount(isOurs ? 1 : 0);
    }
    await notebook.scrollTo(0);
    await page.screenshot({ path: info.outputPath('plotly.png') });
    expect(errors).toEqual([]);
    expect(await notebook.isDirty()).toBe(false);
  },
);
