import type { Page } from '@playwright/test';

/** Holds back the one large file of the extension until the returned function is called. */
export async function holdPlotly(page: Page): Promise<() => void> {
  let release = (): void => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/jupyterlab-anneal/static/*.js*', async (route) => {
    const response = await route.fetch();
    if ((await response.body()).length > 500_000) {
      await released;
    }
    await route.fulfill({ response });
  });
  return () => release();
}
