import { expect } from '@playwright/test';
import { DesignerPage } from '../designer-page';
import { testIn } from './installed';
import { dragAndSave, expectSaved } from './journey';

testIn('jupyter-lab')('JupyterLab: launcher, drag, save', async ({ lab, page }, info) => {
  const designer = await DesignerPage.fromLauncher(page, lab, 'installed');
  const peak = await dragAndSave(designer);
  await expect(designer.dirty).toHaveCount(0);
  await expectSaved(designer, peak);
  await page.screenshot({ path: info.outputPath('lab.png') });
});
