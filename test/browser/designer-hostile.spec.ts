import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { hostile } from '../figure/examples/hostile';
import { DesignerPage } from './designer-page';
import { expect, test } from './fixtures';
import { expectHarmless } from './harmless';

const cosine = { family: 'cosine', values: { peak: 1e-3, steps: 100 } };
const nested = (depth: number): string =>
  `${'{"family":"scale","values":{"factor":1},"parts":['.repeat(depth)}${JSON.stringify(cosine)}${']}'.repeat(depth)}`;

/** Files, and a part of what is said of them. */
const REFUSED = [
  ['no JSON, and deep', '['.repeat(1_000_000), 'The file is not JSON: the text ends too early'],
  ['JSON, and deep', `${'['.repeat(500_000)}${']'.repeat(500_000)}`, 'must hold an object'],
  ['schedules in schedules', nested(5000), 'deep'],
  ['NaN', '{"family":"cosine","values":{"peak":NaN}}', 'a value was expected, found "NaN'],
  ['an infinite rate', '{"family":"cosine","values":{"peak":1e999}}', 'values.peak must be'],
  ['a strange family', '{"family":"<img src=x onerror=hostile=1>"}', 'family must be one of'],
] as const;

test('hostile files open as text with the reason', async ({ page, lab }, { testId }) => {
  test.setTimeout(120_000);
  await DesignerPage.openLab(page, lab, testId);
  for (const [index, [name, text, message]] of REFUSED.entries()) {
    await test.step(name, async () => {
      const file = path.join(lab.folder, `${testId}-${index}.lrs.json`);
      await writeFile(file, text);
      const designer = await DesignerPage.show(page, file);
      await expect(designer.editor.getByRole('alert')).toContainText(message);
      await expect(designer.editor.getByRole('textbox')).toHaveValue(text.slice(0, 200_000));
      await expectHarmless(page, '.jp-AnnealDesigner');
      await expectResponsive(page);
    });
  }
});

test('names that are markup are shown as text', async ({ page, lab }, { testId }) => {
  const parts = hostile.map((label) => ({ ...cosine, label: label.slice(0, 2000) }));
  const designer = await DesignerPage.open(page, lab, testId, {
    family: 'sequence',
    values: {},
    parts,
    designer: { compare: parts.map((spec) => ({ spec })) },
  });
  await expect(designer.segments).toHaveCount(parts.length);
  await designer.command('table');
  await designer.command('compare');
  await expectHarmless(page, '.jp-AnnealDesigner');
});

test('a file of 50 MB opens as the beginning of its text, and the page stays responsive', async ({
  page,
  lab,
}, { testId }) => {
  test.setTimeout(180_000);
  await DesignerPage.openLab(page, lab, testId);
  const file = path.join(lab.folder, `${testId}.lrs.json`);
  await writeFile(file, JSON.stringify({ ...cosine, note: 'x'.repeat(50_000_000) }));
  const designer = await DesignerPage.show(page, file);
  await expect(designer.editor.getByRole('alert')).toContainText(
    /The file has 5\d{7} characters; at most 4000000 are read/,
  );
  const shown = await designer.editor.getByRole('textbox').inputValue();
  expect(shown.length).toBe(200_000);
  await expectResponsive(page);
  await expect(designer.dirty).toHaveCount(0);
});

/** Nothing holds the page up for longer than a person notices while it is used. */
async function expectResponsive(page: Page): Promise<void> {
  const longest = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const begun = performance.now();
        let [last, gap] = [begun, 0];
        const tick = (): void => {
          const now = performance.now();
          gap = Math.max(gap, now - last);
          last = now;
          if (now - begun > 1500) resolve(gap);
          else setTimeout(tick);
        };
        tick();
      }),
  );
  const tabs = page.locator('.lm-DockPanel-tabBar .lm-TabBar-tab');
  await tabs.first().click();
  await tabs.last().click();
  expect(await longest).toBeLessThan(500);
}
