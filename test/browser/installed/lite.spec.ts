import path from 'node:path';
import { test as base, expect } from '@playwright/test';
import { DesignerPage } from '../designer-page';
import { type Server, startServer } from '../server';
import { folderOf } from './installed';
import { dragAndSave } from './journey';

/** JupyterLite: files of which a browser makes a JupyterLab; any server of files will do. */
const test = base.extend<object, { site: Server }>({
  site: [
    async ({ browserName: _ }, use) => {
      const folder = folderOf('INSTALLED_SITE');
      const server = await startServer({
        command: path.join(folderOf('INSTALLED_VENV'), 'bin/python'),
        args: ({ port, hostname }) => ['-m', 'http.server', '--bind', hostname, port],
        cwd: folder,
        env: process.env,
        ready: '/lab/index.html',
      });
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
});

test('JupyterLite: launcher, drag, save, and the same after a reload', async ({
  site,
  page,
}, info) => {
  await page.goto(`${site.url}/lab/index.html`);
  await page.locator('.jp-LauncherCard', { hasText: 'Schedule Designer' }).click();
  const designer = await DesignerPage.on(page, 'untitled.lrs.json');
  const peak = await dragAndSave(designer);
  await expect(designer.dirty).toHaveCount(0);
  await page.screenshot({ path: info.outputPath('lite.png') });
  await designer.reload();
  await expect(designer.handle('Cosine peak')).toHaveAttribute('data-rate', String(peak));
});
