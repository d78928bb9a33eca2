import { violations } from './axe';
import { DesignerPage } from './designer-page';
import { expect, test } from './fixtures';

const plan = { examples: 6000, batchSize: 60, epochs: 10 };
const spec = {
  version: 1,
  family: 'warmup',
  values: { steps: 100 },
  parts: [
    {
      family: 'sequence',
      values: {},
      parts: [
        { family: 'constant', values: { peak: 1e-3, steps: 400 } },
        { family: 'cosine', values: { peak: 6e-4, steps: 500 } },
      ],
    },
  ],
  plan,
};

const DESIGNER = '.jp-AnnealDesigner';

test('nothing is out of reach in any theme, with table, comparison and advice open', async ({
  page,
  lab,
}, { testId }) => {
  const designer = await DesignerPage.open(page, lab, testId, spec);
  await expect(designer.segments).toHaveCount(3);
  for (const theme of ['JupyterLab Light', 'JupyterLab Dark', 'JupyterLab Dark High Contrast']) {
    await page.evaluate(
      (name) =>
        window.jupyterapp.commands.execute('apputils:change-theme', { theme: name }).then(() => {}),
      theme,
    );
    expect(await violations(page, DESIGNER)).toEqual([]);
  }
  await designer.command('table');
  expect(await violations(page, DESIGNER)).toEqual([]);
  await designer.command('presets');
  expect(await violations(page, DESIGNER)).toEqual([]);
});

test('by keyboard alone: to the table, through its rows, an exact value, and back to the chart', async ({
  page,
  lab,
}, { testId }) => {
  const designer = await DesignerPage.open(page, lab, testId, spec);
  await designer.handle('Cosine peak').focus();
  await page.keyboard.press('t');
  const grid = designer.editor.getByRole('grid');
  await expect(grid).toBeVisible();
  const cell = grid.locator('[data-column="rate"]:focus');
  await expect(cell).toHaveAttribute('aria-label', /Cosine peak, lr 6e-4/);
  await page.keyboard.press('Enter');
  await page.keyboard.type('7.5e-4');
  await page.keyboard.press('Enter');
  await expect(cell).toHaveText('7.5e-4');
  await page.keyboard.press('+');
  await expect(cell).toHaveText('7.6e-4');
  await page.keyboard.press('Shift+F6');
  await page.keyboard.press('Shift+F6');
  await expect(designer.handle('Cosine peak')).toBeFocused();
  await expect(designer.handle('Cosine peak')).toHaveAttribute('data-rate', '0.00076');
  await page.keyboard.press('ArrowDown');
  await expect(designer.editor.locator('[aria-live]')).toContainText('Cosine peak, step 500');
});
