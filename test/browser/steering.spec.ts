import { violations } from './axe';
import { DesignerPage } from './designer-page';
import { expect, test } from './fixtures';

/** Says on the last cell which rates were used, and whether they are those of the two curves. */
const ASK = `const [change] = run.changes;
const from = change.step;
const isOn = (schedule: any, first: number, end: number) =>
  run.history.lr.slice(first, end).every((rate, at) => Math.fround(rate) === Math.fround(schedule(first + at)));
const planned = cosine({ peak: 1e-2 }).withPlan(run.plan);
console.log(JSON.stringify({
  steps: run.steps,
  changes: run.changes.length,
  from,
  before: isOn(planned, 0, from),
  after: isOn(d.schedule, from, run.steps),
  stillPlanned: isOn(planned, from, run.steps),
  floor: change.spec.values.floor,
  shown: d.schedule.spec.values.floor,
}));`;

test('steering a running training: a point ahead is dragged, and the next update uses it', async ({
  run,
  page,
}) => {
  test.setTimeout(240_000);
  const notebook = await run([
    {
      source: `import * as tf from '@tensorflow/tfjs-node';
import { cosine, design, fit } from 'anneal';
const x = tf.randomNormal([6400, 16], 0, 1, 'float32', 1), y = x.sum(1, true);
const model = tf.sequential({ layers: [tf.layers.dense({ inputShape: [16], units: 32, activation: 'relu' }), tf.layers.dense({ units: 1 })] });
model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
const d = design(cosine({ peak: 1e-2 }));`,
    },
    { source: 'const run = await fit(model, x, y, d, { epochs: 400, batchSize: 16 });' },
    { source: ASK },
  ]);
  await notebook.runCells(1);
  const output = page.locator('.jp-AnnealDesigner-output');
  await expect(output).toHaveAttribute('data-bound', 'true');
  await notebook.prompt(1).click();
  await page.keyboard.press('Shift+Enter');
  await expect(output).toHaveAttribute('data-run', 'running');
  await notebook.scrollTo(0);

  // what was used is drawn solid and locked, what lies ahead is not
  await expect(output.locator('[data-used]')).toHaveAttribute('d', /^M.*L/);
  const peak = output.getByRole('slider', { name: 'Cosine peak' });
  const floor = output.getByRole('slider', { name: 'Cosine floor' });
  await expect(peak).toHaveAttribute('aria-readonly', 'true');
  await expect(floor).not.toHaveAttribute('aria-readonly', 'true');
  await peak.press('ArrowUp');
  await expect(output.locator('.jp-AnnealDesigner-live')).toContainText('its rate stays');

  await DesignerPage.dragBy(page, floor, [0, -90]);
  const dragged = Number(await floor.getAttribute('data-rate'));
  expect(dragged).toBeGreaterThan(1e-3);
  const mark = output.locator('[data-change]');
  await expect(mark).toHaveCount(1);
  expect(await output.getAttribute('data-run')).toBe('running');
  await expect(output.locator('.jp-AnnealDesigner-plot .jp-AnnealDesigner-former')).toHaveAttribute(
    'd',
    /^M.*L/,
  );

  // it goes on until it is told to end, however slow or fast the machine is
  const from = Number(await mark.getAttribute('data-change'));
  const step = async () => Number(await output.getAttribute('data-step'));
  await expect.poll(step, { timeout: 60_000 }).toBeGreaterThan(from + 50);
  await notebook.execute('notebook:interrupt-kernel');
  await expect(output).toHaveAttribute('data-run', 'stopped');
  await expect(peak).not.toHaveAttribute('aria-readonly', 'true');
  await notebook.prompt(2).click();
  await page.keyboard.press('Shift+Enter');
  await expect(notebook.output(2)).toContainText('steps');
  const told = JSON.parse((await notebook.output(2).innerText()).trim());
  expect(told).toEqual({
    steps: await step(),
    changes: 1,
    from,
    before: true,
    after: true,
    stillPlanned: false,
    floor: told.shown,
    shown: told.floor,
  });
  expect(Math.abs(told.floor / dragged - 1)).toBeLessThan(1e-12);
  for (const theme of ['dark', 'highContrast', 'light'] as const) {
    await notebook.setTheme(theme);
    expect(await violations(page, '.jp-AnnealDesigner')).toEqual([]);
  }
  await output.getByRole('button', { name: 'Remove the run' }).click();
  await expect(output.locator('[data-used]')).toHaveCount(0);
  await expect(peak).toBeVisible();

  // the chart of the run says so too
  await expect(notebook.charts.last()).toContainText('changed at step');
  await expect(notebook.charts.last()).toContainText('①');
});
