import { expect, test } from './fixtures';
import type { NotebookPage } from './notebook-page';

const model = `import * as tf from '@tensorflow/tfjs-node';
import { cosine, fit } from 'anneal';
const x = tf.randomNormal([4096, 32], 0, 1, 'float32', 7);
const y = x.sum(1, true);
const model = tf.sequential({
  layers: [
    tf.layers.dense({ inputShape: [32], units: 256, activation: 'relu' }),
    tf.layers.dense({ units: 1 }),
  ],
});
model.compile({ optimizer: tf.train.adam(), loss: 'meanSquaredError' });`;

const train = (epochs: number): string =>
  `const run = await fit(model, x, y, cosine({ peak: 1e-2 }).warmup('10%'), { epochs: ${epochs}, batchSize: 32 });`;

/** A frame as it stood on the screen. */
interface Seen {
  readonly frames: number;
  readonly prompt: string;
  readonly status: string;
  readonly step: string;
  /** Width of the drawn loss, px. */
  readonly drawn: number;
}

/** Notes each frame of the chart in the second cell from now on. */
async function watchFrames({ page }: NotebookPage): Promise<() => Promise<Seen[]>> {
  const seen = await page.evaluateHandle(() => {
    const cell = document.querySelectorAll('.jp-CodeCell')[1];
    const noted: Seen[] = [];
    const note = (): void => {
      const chart = cell?.querySelector<HTMLElement>('.jp-AnnealChart');
      const frames = Number(chart?.dataset.frames ?? 0);
      if (chart && frames > (noted.at(-1)?.frames ?? 0)) {
        noted.push({
          frames,
          prompt: cell?.querySelector('.jp-InputPrompt')?.textContent ?? '',
          status: chart.querySelector('[role=status]')?.textContent ?? '',
          step: chart.querySelector('.jp-AnnealChart-fact')?.textContent ?? '',
          drawn: chart.querySelector('.scatterlayer .js-line')?.getBoundingClientRect().width ?? 0,
        });
      }
    };
    new MutationObserver(note).observe(document.body, {
      attributes: true,
      attributeFilter: ['data-frames'],
      subtree: true,
    });
    return noted;
  });
  return () => seen.jsonValue();
}

const isRising = (values: readonly number[]): boolean =>
  values.every((value, index) => index === 0 || value > (values[index - 1] ?? 0));

test('a chart grows while its cell trains', async ({ run }) => {
  test.setTimeout(120_000);
  const notebook = await run([{ source: model }, { source: train(12) }]);
  const seen = await watchFrames(notebook);
  await notebook.runCells(2);
  await expect(notebook.prompt(1)).toHaveText('[2]:', { timeout: 60_000 });
  await expect(notebook.charts.getByRole('status')).not.toHaveText('running');

  const frames = await seen();
  // the last frame says how it ended, and has other margins
  const whileRunning = frames.filter(
    ({ prompt, status }) => prompt === '[*]:' && status === 'running',
  );
  expect(whileRunning.length).toBeGreaterThan(4);
  expect(isRising(whileRunning.map(({ drawn }) => drawn))).toBe(true);
  const steps = whileRunning.map(({ step }) =>
    Number(/([\d,]+)\//.exec(step)?.[1]?.replace(',', '')),
  );
  expect(isRising(steps)).toBe(true);
  await expect(notebook.charts).toHaveCount(1);
});

test('zoom survives the frames of a running cell', async ({ run }) => {
  test.setTimeout(120_000);
  const notebook = await run([{ source: model }, { source: train(12) }]);
  const chart = notebook.charts;
  await notebook.runCells(2);
  await expect(chart).toHaveAttribute('data-ready', 'true', { timeout: 60_000 });
  await notebook.dragOver(chart, { from: [20, 40], to: [200, 150] });
  const ticks = chart.locator('.xtick text');
  const zoomed = await ticks.allTextContents();
  const frames = Number(await chart.getAttribute('data-frames'));
  await expect
    .poll(async () => Number(await chart.getAttribute('data-frames')))
    .toBeGreaterThan(frames + 2);
  await expect(ticks).toHaveText(zoomed);
  await expect(notebook.prompt(1)).toHaveText('[2]:', { timeout: 60_000 });
});

test('Interrupt ends a training tidily, and the next cell runs', async ({ run }) => {
  test.setTimeout(120_000);
  const notebook = await run([
    { source: model },
    { source: train(5000) },
    { source: `console.log(run.status, run.history.loss.length === run.steps);` },
  ]);
  const { page, charts: chart } = notebook;
  await notebook.runCells(2);
  await expect(chart).toHaveAttribute('data-ready', 'true', { timeout: 60_000 });
  await expect(chart.getByRole('status')).toHaveText('running');
  await page.getByRole('button', { name: 'Interrupt the kernel' }).click();
  await expect(chart.getByRole('status')).toHaveText('interrupted');
  await expect(notebook.prompt(1)).toHaveText('[2]:');
  await page.keyboard.press('Shift+Enter');
  await expect(notebook.prompt(2)).toHaveText('[3]:');
  await expect(notebook.output(2)).toHaveText('interrupted true');
});

test('a chart whose kernel dies says so', async ({ run }) => {
  test.setTimeout(120_000);
  const notebook = await run([
    { source: model },
    {
      source: `await fit(model, x, y, cosine(), {
  epochs: 5000,
  callbacks: { onEpochEnd: (epoch) => { if (epoch === 8) process.kill(process.pid, 'SIGKILL'); } },
});`,
    },
  ]);
  const status = notebook.charts.getByRole('status');
  await notebook.runCells(2);
  await expect(status).toHaveText('running', { timeout: 60_000 });
  await expect(status).toHaveText('ended with its kernel', { timeout: 60_000 });
  await expect(notebook.charts).not.toContainText('ETA');
});

/** Steps between the edges of a zoomed chart whose loss is there, and the steps there are. */
function stepsInSight(chart: Element): { drawn: number; there: number } {
  interface Drawn extends Element {
    readonly calcdata: readonly {
      readonly x: number;
      readonly trace?: { readonly uid: string };
    }[][];
    readonly layout: { readonly xaxis: { readonly range: readonly [number, number] } };
  }
  const { calcdata, layout } = chart.querySelector('.js-plotly-plot') as Drawn;
  const [low, high] = layout.xaxis.range;
  const raw = calcdata.find(([first]) => first?.trace?.uid === 'loss-raw') ?? [];
  return {
    drawn: raw.filter(({ x }) => x >= low && x <= high).length,
    there: Math.floor(high) - Math.ceil(low) + 1,
  };
}

test('a zoom into a run shows every step of it while the kernel has it, and what was saved after', async ({
  run,
}) => {
  test.setTimeout(180_000);
  const notebook = await run([{ source: model }, { source: train(60) }]);
  const { page, charts: chart } = notebook;
  await notebook.runCells(2);
  // by then eight steps share a point
  const step = async () =>
    Number(/([\d,]+)\//.exec((await chart.textContent()) ?? '')?.[1]?.replace(',', '') ?? 0);
  await expect.poll(step, { timeout: 120_000 }).toBeGreaterThan(3000);
  await notebook.dragOver(chart, { from: [40, 40], to: [90, 150] });
  const isWhole = async () => {
    const { drawn, there } = await chart.evaluate(stepsInSight);
    return there > 100 && drawn === there;
  };
  await expect.poll(isWhole).toBe(true);
  const frames = Number(await chart.getAttribute('data-frames'));
  await expect
    .poll(async () => Number(await chart.getAttribute('data-frames')))
    .toBeGreaterThan(frames + 2);
  expect(await isWhole()).toBe(true);

  await page.getByRole('button', { name: 'Interrupt the kernel' }).click();
  await expect(chart.getByRole('status')).toHaveText('interrupted');
  await expect.poll(isWhole).toBe(true);
  await chart.getByRole('slider', { name: 'smoothing' }).press('ArrowRight');
  await expect(chart.getByRole('button', { name: /train, smoothed 0\.(?!9$)/ })).toBeVisible();
  await expect.poll(isWhole).toBe(true);

  await page.evaluate(() =>
    window.jupyterapp.commands.execute('kernelmenu:shutdown').then(() => {}),
  );
  await expect(page.getByText('No Kernel').first()).toBeVisible();
  await chart.getByRole('button', { name: 'Reset zoom' }).click();
  await notebook.dragOver(chart, { from: [100, 40], to: [150, 150] });
  const { drawn, there } = await chart.evaluate(stepsInSight);
  expect(there).toBeGreaterThan(100);
  expect(drawn).toBeLessThan(there);
  expect(drawn).toBeGreaterThan(there / 100);
});
