import { mkdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { DesignerPage } from './designer-page';
import { expect, saveNotebook, test } from './fixtures';
import { NotebookPage } from './notebook-page';

// where the notebook shows them when they are taken anew: PICTURES=notebooks/pictures
const folder = path.resolve(process.env.PICTURES || 'test-results/pictures');
const plan = { examples: 10_000, batchSize: 64, epochs: 3 };
const drawn = {
  version: 1,
  family: 'warmup',
  values: { steps: '10%' },
  parts: [{ family: 'cosine', values: { peak: 0.005 } }],
  plan,
};
const jumping = {
  version: 1,
  family: 'warmup',
  values: { steps: '10%' },
  parts: [
    {
      family: 'sequence',
      values: {},
      parts: [
        { family: 'constant', values: { peak: 0.005, steps: '1ep' } },
        { family: 'cosine', values: { peak: 0.003 } },
      ],
    },
  ],
  plan,
};

test.use({ viewport: { width: 1240, height: 740 } });

/** Takes one of the pictures of notebook 9. */
async function picture(page: Page, name: string): Promise<void> {
  const file = path.join(folder, `${name}.png`);
  await mkdir(folder, { recursive: true });
  await page.evaluate(() => window.jupyterapp.shell.collapseLeft());
  // nothing lies under the pointer
  await page.mouse.move(0, 0);
  await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
  expect((await stat(file)).size).toBeLessThanOrEqual(150_000);
}

const theme = (page: Page, name: 'Light' | 'Dark'): Promise<void> =>
  page.evaluate(
    (of) =>
      window.jupyterapp.commands
        .execute('apputils:change-theme', { theme: `JupyterLab ${of}` })
        .then(() => {}),
    name,
  );

test('notebook 9: a new schedule begins with what is advised', async ({ page, lab }, {
  testId,
}) => {
  const designer = await DesignerPage.fromLauncher(page, lab, testId);
  await expect(designer.editor.getByRole('heading', { name: 'Start a schedule' })).toBeVisible();
  await picture(page, 'designer-start');
});

test('notebook 9: a peak is dragged, in both themes', async ({ page, lab }) => {
  const designer = await DesignerPage.open(page, lab, 'mnist', drawn);
  const peak = designer.handle('Cosine peak');
  await designer.drag(peak, [0, -60]);
  expect(Number(await peak.getAttribute('data-rate'))).toBeGreaterThan(0.005);
  await peak.focus();
  await picture(page, 'designer-edit');
  await theme(page, 'Dark');
  await picture(page, 'designer-edit-dark');
  await theme(page, 'Light');
});

test('notebook 9: what is wrong stands at the curve, with a fix', async ({ page, lab }) => {
  const designer = await DesignerPage.open(page, lab, 'jump', jumping);
  await designer.command('next-finding');
  await expect(designer.editor.getByRole('region', { name: 'Finding' })).toBeVisible();
  await picture(page, 'designer-finding');
  await designer.command('apply-fix');
  await expect(designer.handle('Cosine peak')).toHaveAttribute('data-rate', '0.005');
});

test('notebook 9: schedules lie over each other', async ({ page, lab }) => {
  const over = {
    family: 'warmup',
    values: { steps: '10%' },
    parts: [{ family: 'inverseSqrt', values: { peak: 0.005 } }],
    label: 'inverse square root',
  };
  const both = { ...drawn, designer: { compare: [{ spec: over }] } };
  const designer = await DesignerPage.open(page, lab, 'compared', both);
  await designer.command('compare');
  await expect(designer.editor.getByRole('table')).toContainText('inverse square');
  await picture(page, 'designer-compare');
});

test('notebook 9: the schedule becomes a cell that runs, as in the notebook', async ({
  page,
  lab,
}) => {
  const file = await saveNotebook(lab.folder, 'train', [{ source: '// the schedule goes below' }]);
  const notebook = await NotebookPage.open(page, lab.url, file, 'anneal');
  const designer = await DesignerPage.write(page, lab, 'mnist', drawn);
  await designer.command('insert');
  await expect(page.locator('.jp-Notebook .jp-CodeCell')).toHaveCount(2);
  await notebook.activate();
  await notebook.execute('notebook:run-cell');
  await expect(notebook.charts.locator('.plot-container')).toBeVisible();
  await notebook.execute('docmanager:save');
  await picture(page, 'designer-insert');
  const [inserted] = await insertedCells(file);
  const [shown] = await insertedCells('notebooks/09-the-designer.ipynb');
  expect(shown).toEqual({ ...inserted, id: shown?.id });
});

/** The cells of a notebook that the designer has written: source, and what they remember. */
async function insertedCells(file: string): Promise<{ readonly id?: string }[]> {
  const { cells } = JSON.parse(await readFile(file, 'utf8')) as {
    cells: { source: string | string[]; metadata: { anneal?: { id: string } } }[];
  };
  return cells.flatMap(({ source, metadata: { anneal } }) =>
    anneal ? [{ source: [source].flat().join(''), ...anneal }] : [],
  );
}
