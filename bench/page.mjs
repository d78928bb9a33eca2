// a page in a real Chromium with a script of its own, served from the loopback as JupyterLab would
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { build, preview } from 'vite';

const NAME = 'page';
const INSTALLED = ['/usr/bin/chromium', '/usr/bin/google-chrome'];

/**
 * Opens a browser, and a page with a script and what it imports.
 *
 * @template Result
 * @param {string} script File in this folder.
 * @param {(browser: import('@playwright/test').Browser, url: string) => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function withPage(script, work) {
  const folder = mkdtempSync(join(tmpdir(), 'anneal-bench-'));
  const executablePath = process.env.CHROMIUM_PATH ?? INSTALLED.find(existsSync);
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath, args });
  let server;
  try {
    await writePage(script, folder);
    server = await serve(folder);
    return await work(browser, server.resolvedUrls.local[0]);
  } finally {
    await browser.close();
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Times something on pages of which no script is compiled yet.
 *
 * @template Time
 * @param {import('@playwright/test').Browser} browser
 * @param {string} url
 * @param {(page: import('@playwright/test').Page) => Promise<Time>} time
 * @param {number} turns
 * @returns {Promise<Time[]>}
 */
export async function onColdPages(browser, url, time, turns = 7) {
  const taken = [];
  for (let turn = 0; turn < turns; turn++) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(url);
    taken.push(await time(page));
    await context.close();
  }
  return taken;
}

async function writePage(script, folder) {
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      outDir: folder,
      commonjsOptions: { include: [/dist/, /node_modules/] },
      lib: {
        entry: fileURLToPath(new URL(script, import.meta.url)),
        // what is imported late is fetched and compiled late
        formats: ['es'],
        fileName: () => `${NAME}.js`,
        cssFileName: NAME,
      },
    },
  });
  const css = join(folder, `${NAME}.css`);
  const style = existsSync(css) ? readFileSync(css, 'utf8') : '';
  writeFileSync(
    join(folder, 'index.html'),
    `<!doctype html><meta charset="utf-8"><style>body { height: 100vh; margin: 0 } ${style}</style><body><script type="module" src="${NAME}.js"></script>`,
  );
}

function serve(folder) {
  return preview({
    configFile: false,
    logLevel: 'error',
    root: folder,
    build: { outDir: '.' },
    preview: { host: '127.0.0.1', port: 0 },
  });
}
