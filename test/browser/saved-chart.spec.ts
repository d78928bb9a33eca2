import { readFile } from 'node:fs/promises';
import { compareChart, runChart } from './charts';
import { expect, test } from './fixtures';
import { holdPlotly } from './hold-plotly';

test('a saved notebook shows its charts without a kernel and stays byte-identical', async ({
  open,
  lab,
}) => {
  const notebook = await open([{ charts: [runChart(182)] }, { charts: [compareChart()] }]);
  const before = await readFile(notebook.file);
  await expect(notebook.charts).toHaveCount(2);
  for (const chart of await notebook.charts.all()) {
    await chart.scrollIntoViewIfNeeded();
    await expect(chart).toHaveAttribute('data-ready', 'true');
    await expect(chart.locator('.scatterlayer .js-line').first()).toBeVisible();
  }
  const sessions: { readonly path: string }[] = await (
    await fetch(`${lab.url}/api/sessions`)
  ).json();
  expect(sessions.filter(({ path }) => notebook.file.endsWith(path))).toEqual([]);
  expect(await notebook.isDirty()).toBe(false);
  expect(await readFile(notebook.file)).toEqual(before);
});

test('a chart can be read without seeing it', async ({ open }) => {
  const { page, charts } = await open([{ charts: [runChart(182)] }, { charts: [compareChart()] }]);
  await expect(charts.first()).toMatchAriaSnapshot(`
    - group "digits · warm-up 5 %, cosine":
      - heading "digits · warm-up 5 %, cosine" [level=3]
      - status: running
      - group "Scale of the loss":
        - button "log" [pressed]
        - button "linear"
      - text: smoothing
      - slider "smoothing 0.9": "20"
      - text: "0.9"
      - group "Unit of the x axis":
        - button "step" [pressed]
        - button "epoch"
        - button "time"
      - button "Save"
      - progressbar "Share of the plan that has run"
      - list:
        - listitem: step 182/400
      - img /Training of digits .* running/
      - group "Lines":
        - button "train, every step" [pressed]
        - button "train, smoothed 0.9" [pressed]
        - button "validation" [pressed]
  `);
  const table = page.getByRole('table');
  await expect(table.getByRole('columnheader')).toContainText(['schedule', 'peak']);
  await expect(table.getByRole('rowheader')).toHaveText(['linear', 'cosine', 'half', 'short']);
});

test('the key of a table hides a line, and a frame leaves it hidden', async ({ open }) => {
  const notebook = await open([{ charts: [compareChart()] }]);
  const chart = notebook.charts;
  const lines = chart.locator('.scatterlayer .js-line');
  await expect(lines).toHaveCount(4);
  const key = chart.getByRole('button', { name: 'linear' });
  await key.focus();
  await notebook.page.keyboard.press('Enter');
  await expect(key).toHaveAttribute('aria-pressed', 'false');
  await expect(lines).toHaveCount(3);
  await notebook.sendFrame({ ...compareChart(), title: 'again' });
  await expect(chart).toHaveAttribute('data-frames', '2');
  await expect(lines).toHaveCount(3);
  await key.click();
  await expect(lines).toHaveCount(4);
  await key.dblclick();
  await expect(lines).toHaveCount(1);
});

test('a title that is HTML is shown as text', async ({ open }) => {
  const title = '<img src=x onerror="window.hostile = true">';
  const { page, charts } = await open([
    {
      charts: [
        runChart(10, { title, description: title, facts: [{ label: title, value: title }] }),
      ],
    },
  ]);
  await expect(charts).toHaveAttribute('data-ready', 'true');
  await expect(charts.getByRole('heading')).toHaveText(title);
  await expect(charts.locator('img')).toHaveCount(0);
  expect(await page.evaluate(() => 'hostile' in window)).toBe(false);
});

test('a chart that cannot be drawn says why', async ({ open }) => {
  const { charts } = await open([
    { charts: [{ ...runChart(10), version: 2 }] },
    { charts: [{ ...runChart(10), figure: { data: [] } }] },
    { charts: ['not a chart'] },
  ]);
  await expect(charts).toHaveText([
    /format version 2 .* update jupyterlab-anneal/,
    /cannot be drawn: its field "figure.layout.height" is missing or damaged/,
    /holds no chart data/,
  ]);
});

test('a chart is there before Plotly is, in the same place', async ({ open, page }) => {
  const release = await holdPlotly(page);
  const { charts } = await open([{ charts: [runChart(182)] }]);
  const sketch = charts.locator('img');
  await expect(sketch).toBeVisible();
  await expect(charts).not.toHaveAttribute('data-ready');
  const places = ['img', '.jp-AnnealChart-plot'].map((part) => charts.locator(part).boundingBox());
  const [picture, plot] = await Promise.all(places);
  expect(picture?.x).toBeCloseTo(plot?.x ?? Number.NaN, 0);
  expect(picture?.y).toBeCloseTo(plot?.y ?? Number.NaN, 0);
  expect(Math.abs((picture?.width ?? 0) - (plot?.width ?? 0))).toBeLessThan(1);
  expect(picture?.height).toBeCloseTo(plot?.height ?? Number.NaN, 0);
  release();
  await expect(charts).toHaveAttribute('data-ready', 'true');
  await expect(sketch).toHaveCount(0);
});
