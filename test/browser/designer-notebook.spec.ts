import { fromSpec, type Schedule } from 'anneal/pure';
import { DesignerPage } from './designer-page';
import { expect, test } from './fixtures';

const plan = { examples: 600, batchSize: 10, epochs: 5 };
const spec = {
  version: 1,
  family: 'warmup',
  values: { steps: '5%' },
  parts: [{ family: 'cosine', values: { peak: 0.0083, floor: 1e-5 } }],
  // every letter that could end a string, in code or on a page
  label: `it's "mine"; \${x} \\ </script>`,
  plan,
};

test('insert, run, and the cell trains with exactly what is drawn; edit in the designer brings it back', async ({
  run,
  lab,
  page,
}, { testId }) => {
  const notebook = await run([{ source: '1 + 1' }, { source: '// last' }]);
  const designer = await DesignerPage.write(page, lab, `${testId}-design`, spec);
  await designer.handle('Cosine peak').press('ArrowUp');
  const drawn = Number(await designer.handle('Cosine peak').getAttribute('data-rate'));
  expect(drawn).toBe(0.0084);

  await designer.command('insert');
  const cells = page.locator('.jp-Notebook .jp-CodeCell');
  await expect(cells).toHaveCount(3);
  await designer.activate();
  await designer.save();
  const file = await designer.json();

  await notebook.activate();
  await notebook.execute('notebook:run-cell-and-insert-below');
  await notebook.type(
    'console.log(JSON.stringify([schedule.spec, Array.from({ length: schedule.steps }, (_, step) => schedule(step))]))',
  );
  await notebook.execute('notebook:run-cell');
  const printed = page.locator('.jp-OutputArea-output[data-mime-type*="stdout"]').last();
  await expect(printed).toContainText('cosine');
  const [cellSpec, rates] = JSON.parse((await printed.textContent()) ?? '') as [object, number[]];
  expect(JSON.stringify(cellSpec)).toBe(JSON.stringify((fromSpec(file) as Schedule).spec));
  const schedule = fromSpec(file) as Schedule;
  expect(rates).toHaveLength(schedule.steps);
  rates.forEach((rate, step) => {
    expect(Math.abs(rate - schedule(step))).toBeLessThanOrEqual(1e-12 * rate);
  });

  // the cell is not the active one; its file holds what it shows, and is opened again
  await cells.nth(1).locator('.cm-content').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Edit in Schedule Designer' }).click();
  await expect(page.locator('.jp-AnnealDesigner')).toBeVisible();
  await expect(page.getByRole('tab', { name: /\.lrs\.json$/ })).toHaveCount(1);
});

test('a cell that was edited by hand is asked about before it is replaced', async ({
  open,
  lab,
  page,
}, { testId }) => {
  const notebook = await open([{ source: '1 + 1' }]);
  const designer = await DesignerPage.write(page, lab, `${testId}-design`, spec);
  await designer.command('insert');
  const cells = page.locator('.jp-Notebook .jp-CodeCell');
  await expect(cells).toHaveCount(2);
  await expect(cells.last()).toContainText("import { cosine, show } from 'anneal';");

  // untouched: written again in place
  await designer.handle('Cosine peak').press('ArrowUp');
  await designer.command('insert');
  await expect(cells).toHaveCount(2);
  await expect(cells.last()).toContainText('peak: 0.0084');

  // changed by hand: kept until somebody says otherwise
  await notebook.setSource(1, 'const mine = 1;');
  await designer.activate();
  void designer.command('insert');
  await page.getByRole('button', { name: 'Keep mine' }).click();
  await expect(cells.last()).toContainText('const mine = 1;');
  void designer.command('insert');
  await page.getByRole('button', { name: 'Replace' }).click();
  await expect(cells.last()).toContainText('peak: 0.0084');
  // one step of undo in the notebook
  await notebook.activate();
  await notebook.execute('notebook:undo');
  await expect(cells.last()).toContainText('const mine = 1;');
});
