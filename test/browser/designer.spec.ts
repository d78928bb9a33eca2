import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fromSpec, preview, type Schedule } from 'anneal/pure';
import { DesignerPage } from './designer-page';
import { expect, test } from './fixtures';

const plan = { examples: 60_000, batchSize: 128, epochs: 10 };
const cosine = { version: 1, family: 'cosine', values: { peak: 1e-3 }, plan };

test('from the launcher to a file: a preset, a drag, a save, and the same after a reload', async ({
  page,
  lab,
}, { testId }) => {
  const designer = await DesignerPage.fromLauncher(page, lab, testId);
  await expect(designer.dirty).toHaveCount(0);
  await designer.editor.getByRole('button', { name: 'warm-up + cosine', exact: true }).click();
  await expect(designer.segments).toHaveCount(2);
  await expect(designer.dirty).toHaveCount(1);

  const peak = designer.handle('Cosine peak');
  const before = Number(await peak.getAttribute('data-rate'));
  await designer.drag(peak, [0, 60]);
  const after = Number(await peak.getAttribute('data-rate'));
  expect(after).toBeLessThan(before);
  // a drag stops at two figures, and the form shows what the curve does
  expect(after).toBe(Number(after.toPrecision(2)));
  expect(Number(await designer.field('peak').inputValue())).toBe(after);

  await designer.save();
  const saved = (await designer.json()) as { parts: { values: { peak: number } }[] };
  expect(saved.parts[0]?.values.peak).toBe(after);
  expect(preview(fromSpec(saved) as Schedule).schedule.phases[0]?.name).toBe('warm-up');

  await designer.reload();
  await expect(designer.handle('Cosine peak')).toHaveAttribute('data-rate', String(after));
  expect(await designer.json()).toEqual(saved);
});

test('a drag is one step of undo, and Escape takes it back before it is one', async ({
  page,
  lab,
}, { testId }) => {
  const designer = await DesignerPage.open(page, lab, testId, cosine);
  const peak = designer.handle('Cosine peak');
  await designer.drag(peak, [0, 90]);
  const dragged = await peak.getAttribute('data-rate');
  expect(Number(dragged)).toBeLessThan(1e-3);
  await page.keyboard.press('Control+z');
  await expect(peak).toHaveAttribute('data-rate', '0.001');
  await page.keyboard.press('Control+Shift+z');
  await expect(peak).toHaveAttribute('data-rate', String(dragged));
  await page.keyboard.press('Control+z');
  await expect(peak).toHaveAttribute('data-rate', '0.001');

  const box = await peak.locator('.jp-AnnealDesigner-dot').boundingBox();
  const [x, y] = [(box?.x ?? 0) + 5, (box?.y ?? 0) + 5];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y + 80, { steps: 3 });
  await expect(peak).not.toHaveAttribute('data-rate', '0.001');
  await page.keyboard.press('Escape');
  await expect(peak).toHaveAttribute('data-rate', '0.001');
  await page.mouse.up();
  await expect(peak).toHaveAttribute('data-rate', '0.001');
});

test('a file that is only looked at keeps its bytes, and unknown fields outlive an edit', async ({
  page,
  lab,
}, { testId }) => {
  const text =
    '{ "family":"cosine",\n\t"values":{"peak":1e-3}, "mine": [1, 2],\n"plan":{"steps":500} }';
  const designer = await DesignerPage.open(page, lab, testId, text);
  await expect(designer.handle('Cosine peak')).toBeVisible();
  await page.evaluate(() => window.jupyterapp.commands.execute('docmanager:save').then(() => {}));
  expect(await readFile(designer.file, 'utf8')).toBe(text);
  await designer.command('add-warmup');
  await expect(designer.segments).toHaveCount(2);
  await designer.save();
  expect(await designer.json()).toMatchObject({
    mine: [1, 2],
    plan: { steps: 500 },
    family: 'warmup',
  });
});

test('a broken file opens as text at the place of the error and can be mended there', async ({
  page,
  lab,
}, { testId }) => {
  const designer = await DesignerPage.open(
    page,
    lab,
    testId,
    '{\n  "family": "cosine",\n  "values": { "peak": NaN }\n}\n',
  );
  await expect(designer.editor.getByRole('alert')).toContainText('line 3, column 23');
  const text = designer.editor.getByRole('textbox');
  await expect(text).toHaveValue(/"peak": NaN/);
  await text.fill('{ "family": "cosine", "values": { "peak": 0.01 } }');
  await designer.editor.getByRole('button', { name: 'Open in the designer' }).click();
  await expect(designer.handle('Cosine peak')).toHaveAttribute('data-rate', '0.01');
  await page.keyboard.press('Control+z');
  await expect(designer.editor.getByRole('alert')).toContainText('line 3');
});

test('a file that changes on the disk is taken over by revert', async ({ page, lab }, {
  testId,
}) => {
  const designer = await DesignerPage.open(page, lab, testId, cosine);
  await designer.drag(designer.handle('Cosine peak'), [0, 60]);
  await expect(designer.dirty).toHaveCount(1);
  await writeFile(designer.file, JSON.stringify({ ...cosine, values: { peak: 0.25 } }));
  await page.evaluate(() => {
    void window.jupyterapp.commands.execute('docmanager:reload');
  });
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(designer.handle('Cosine peak')).toHaveAttribute('data-rate', '0.25');
  await expect(designer.dirty).toHaveCount(0);
});

test('a file that is dropped from the file browser lies over the curve', async ({ page, lab }, {
  testId,
}) => {
  const designer = await DesignerPage.open(page, lab, testId, cosine);
  const other = { version: 1, family: 'linear', values: { peak: 2e-3 } };
  await writeFile(path.join(lab.folder, 'dropped.lrs.json'), JSON.stringify(other));
  await page.getByRole('button', { name: 'Refresh the file browser.' }).click();
  const item = page.locator('.jp-DirListing-item', { hasText: 'dropped.lrs.json' });
  await item.hover();
  await page.mouse.down();
  const chart = await designer.editor.locator('.jp-AnnealDesigner-plot').boundingBox();
  const [x, y] = [(chart?.x ?? 0) + 200, (chart?.y ?? 0) + 150];
  await page.mouse.move(x - 40, y, { steps: 8 });
  await page.mouse.move(x, y, { steps: 4 });
  await page.mouse.up();
  await expect(designer.editor.getByRole('button', { name: 'Hide dropped' })).toBeVisible();
  await expect(designer.handle('Cosine peak')).toHaveAttribute('data-rate', '0.001');
});

test('a recipe of PyTorch is pasted as warm-up and cosine, and a wrong one is refused', async ({
  page,
  lab,
}, { testId }) => {
  const designer = await DesignerPage.fromLauncher(page, lab, testId);
  const recipe = `optimizer = torch.optim.AdamW(model.parameters(), lr=base_lr)
scheduler = SequentialLR(
    optimizer,
    [LinearLR(optimizer, start_factor=0.1, total_iters=10), CosineAnnealingLR(optimizer, T_max=90)],
    milestones=[10],
)
`;
  await designer.paste('scheduler = StepLR(optimizer,, 30)');
  const alert = page.locator('.Toastify__toast');
  await expect(alert).toContainText('Nothing was pasted: it is no Python at line 1, column 30');

  await designer.paste(recipe);
  const question = page.locator('.jp-Dialog');
  await expect(question).toContainText('The code does not say what base_lr is');
  await question.locator('input').fill('0.02');
  await question.getByRole('button', { name: 'Use it' }).click();
  await expect(designer.segments).toHaveText([/Warm-up/, /Cosine/]);
  await expect(designer.handle('Cosine peak')).toHaveAttribute('data-rate', '0.02');
  await designer.save();
  expect(await designer.json()).toMatchObject({ family: 'warmup', values: { steps: 10 } });
});
