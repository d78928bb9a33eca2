import { expect } from '@playwright/test';
import type { DesignerPage } from '../designer-page';

/** Takes a preset, drags its peak and saves, as somebody who tries the designer does. @returns The peak then. */
export async function dragAndSave(designer: DesignerPage): Promise<number> {
  await designer.editor.getByRole('button', { name: 'warm-up + cosine', exact: true }).click();
  await expect(designer.segments).toHaveCount(2);
  const plot = await designer.editor.locator('.jp-AnnealDesigner-plot').boundingBox();
  expect(plot?.width).toBeGreaterThan(400);
  expect(plot?.height).toBeGreaterThan(250);

  const peak = designer.handle('Cosine peak');
  const before = Number(await peak.getAttribute('data-rate'));
  await designer.drag(peak, [0, 60]);
  const after = Number(await peak.getAttribute('data-rate'));
  expect(after).toBeLessThan(before);
  await designer.page.keyboard.press('Control+s');
  return after;
}

/** Waits until the file holds a peak. */
export async function expectSaved(designer: DesignerPage, peak: number): Promise<void> {
  await expect
    .poll(async () => (await designer.json()).parts)
    .toEqual([expect.objectContaining({ values: expect.objectContaining({ peak }) })]);
}
