import { expect, type Page } from '@playwright/test';

/** Nothing that a name brought along is in the page, and nothing of it has run. */
export async function expectHarmless(page: Page, root: string): Promise<void> {
  expect(await page.evaluate(() => 'hostile' in window)).toBe(false);
  const strange = page.locator(
    `${root} :is(script, iframe, img[onerror], [onload], [href^="javascript"])`,
  );
  await expect(strange).toHaveCount(0);
}
