import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';

declare global {
  interface Window {
    readonly axe: {
      run(context: string): Promise<{
        readonly violations: readonly { id: string; nodes: readonly { html: string }[] }[];
      }>;
    };
  }
}

/** What axe finds wrong inside the elements of a selector. */
export async function violations(page: Page, root: string): Promise<string[]> {
  const file = createRequire(__filename).resolve('axe-core/axe.min.js');
  await page.evaluate(await readFile(file, 'utf8'));
  const { violations } = await page.evaluate((context) => window.axe.run(context), root);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
