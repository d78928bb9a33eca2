import { DesignerPage } from './designer-page';
import { expect, test } from './fixtures';

test('JupyterLab starts with a small part of the extension, and fetches the rest for what is opened', async ({
  page,
  lab,
}, { testId }) => {
  // not at the top: Playwright would compile it as CommonJS
  const { gzipSize, START_UP_BUDGET, startUpFiles } = await import('../../bench/start-up.mjs');
  const fetched = new Set<string>();
  page.on('request', (request) => {
    const file = /\/jupyterlab-anneal\/static\/([^?]+)/.exec(request.url())?.[1];
    if (file) fetched.add(file);
  });
  await DesignerPage.openLab(page, lab, testId);
  await page.evaluate(() => window.jupyterapp.restored.then(() => {}));
  // what bench/ weighs is what a browser fetches
  expect([...fetched].sort()).toEqual(startUpFiles().sort());
  expect(gzipSize([...fetched])).toBeLessThanOrEqual(START_UP_BUDGET);

  const atStart = fetched.size;
  await DesignerPage.write(page, lab, testId, { family: 'cosine', values: {} });
  expect(fetched.size).toBeGreaterThan(atStart);
});
