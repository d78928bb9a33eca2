import path from 'node:path';
import { expect } from '@playwright/test';
import { DesignerPage } from '../designer-page';
import { testIn } from './installed';
import { dragAndSave, expectSaved } from './journey';

const test = testIn('jupyter-notebook');

test('Notebook 7: File > New, drag, save, and the file opens from the tree again', async ({
  lab,
  page,
  context,
}, info) => {
  await page.goto(`${lab.url}/tree`);
  await page.getByRole('menuitem', { name: 'File', exact: true }).click();
  await page.locator('.lm-Menu-item', { hasText: /^New$/ }).hover();
  const [tab] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('menuitem', { name: 'Schedule Designer' }).click(),
  ]);
  await tab.waitForURL(/\.lrs\.json/);
  const name = path.basename(new URL(tab.url()).pathname);
  const designer = await DesignerPage.on(tab, path.join(lab.folder, name));
  const peak = await dragAndSave(designer);
  await expectSaved(designer, peak);
  await tab.screenshot({ path: info.outputPath('notebook.png') });
  await tab.close();

  const [again] = await Promise.all([
    context.waitForEvent('page'),
    page.locator('.jp-DirListing-item', { hasText: name }).dblclick(),
  ]);
  const reopened = await DesignerPage.on(again, designer.file);
  await expect(reopened.handle('Cosine peak')).toHaveAttribute('data-rate', String(peak));
  await page.screenshot({ path: info.outputPath('tree.png') });
});
