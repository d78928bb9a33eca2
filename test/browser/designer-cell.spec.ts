import { expect, test } from './fixtures';

test('a designer in a cell is bound to the kernel both ways', async ({ run, page }) => {
  const notebook = await run([
    {
      source:
        "import { cosine, design } from 'anneal';\nconst d = design(cosine({ peak: 1e-3, steps: 100 }));",
    },
    { source: 'console.log(d.schedule.spec.values.peak, d.schedule(0))' },
    { source: 'd.schedule = cosine({ peak: 0.5, steps: 50 });' },
  ]);
  await notebook.runCells(1);
  const output = page.locator('.jp-AnnealDesigner-output');
  await expect(output).toHaveAttribute('data-bound', 'true');
  const peak = output.getByRole('slider', { name: 'Cosine peak' });
  await expect(peak).toHaveAttribute('data-rate', '0.001');
  await peak.press('ArrowUp');
  await expect(peak).toHaveAttribute('data-rate', '0.0011');

  // the cell below sees what is on the screen
  await notebook.prompt(1).click();
  await page.keyboard.press('Shift+Enter');
  await expect(notebook.output(1)).toContainText('0.0011 0.0011');

  // and the screen shows what a cell sets
  await notebook.prompt(2).click();
  await page.keyboard.press('Shift+Enter');
  await expect(peak).toHaveAttribute('data-rate', '0.5');
  await peak.press('Control+z');
  await expect(notebook.prompt(2)).toHaveText('[3]:');
});

test('on stock tslab a designer says that nothing is steered, offers its code, and the training goes on as planned', async ({
  run,
  page,
}) => {
  test.setTimeout(120_000);
  const notebook = await run(
    [
      {
        source: `import * as tf from '@tensorflow/tfjs-node';
import { cosine, design, fit } from 'anneal';
const x = tf.randomNormal([64, 4], 0, 1, 'float32', 1), y = x.sum(1, true);
const model = tf.sequential({ layers: [tf.layers.dense({ inputShape: [4], units: 1 })] });
model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
const d = design(cosine({ peak: 1e-2 }));`,
      },
      { source: 'const run = await fit(model, x, y, d, { epochs: 5, batchSize: 16 });' },
      { source: 'console.log(run.status, run.steps, run.history.lr[0], run.changes.length)' },
    ],
    'tslab',
  );
  await notebook.runCells(1);
  const output = page.locator('.jp-AnnealDesigner-output');
  await expect(output).toHaveAttribute('data-bound', 'false', { timeout: 60_000 });
  await expect(output).toContainText('This kernel has no comms');
  const peak = output.getByRole('slider', { name: 'Cosine peak' });
  await peak.press('ArrowUp');
  await expect(peak).toHaveAttribute('data-rate', '0.011');

  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await output.getByRole('button', { name: 'Copy code' }).click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toContain('peak: 0.011');

  for (const cell of [1, 2]) {
    await notebook.prompt(cell).click();
    await page.keyboard.press('Shift+Enter');
    await expect(notebook.output(cell).last()).toBeVisible({ timeout: 60_000 });
  }
  await expect(notebook.output(2)).toContainText('finished 20 0.01');
  await expect(output).not.toHaveAttribute('data-run');
});
