// every example figure in a page, as the extension draws it, in three themes: npm run gallery [-- --write]
import { createReadStream, existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { build } from 'vite';
import { root } from './setup/paths.mjs';

const folder = join(root, '.cache', 'gallery');
const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css' };

/** @returns {Promise<string>} The page that was written; it opens without a server. */
async function write() {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    resolve: { alias: { 'anneal/pure': join(root, 'src/pure.ts') } },
    build: {
      outDir: folder,
      emptyOutDir: true,
      minify: false,
      chunkSizeWarningLimit: 10_000,
      // a script of one piece: files may not load modules
      lib: {
        entry: join(root, 'test/browser/gallery/page.ts'),
        formats: ['iife'],
        name: 'gallery',
        fileName: () => 'page.js',
        cssFileName: 'page',
      },
    },
  });
  const page = join(folder, 'index.html');
  const head =
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>anneal: gallery</title>';
  writeFileSync(
    page,
    `<!doctype html><html lang="en">${head}<link rel="stylesheet" href="page.css"><body><script src="page.js"></script></body></html>\n`,
  );
  return page;
}

/** Serves the page on the loopback, on a free port, until the process ends. */
function serve() {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const name = pathname === '/' ? '/index.html' : pathname;
    const type = types[/** @type {keyof typeof types} */ (name.slice(name.lastIndexOf('.')))];
    const file = join(folder, name);
    if (!type || name.includes('..') || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'Content-Type': type });
    createReadStream(file).pipe(response);
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (address && typeof address === 'object') console.log(`http://127.0.0.1:${address.port}/`);
  });
}

console.log(await write());
if (!process.argv.includes('--write')) serve();
