// gives each part of the library one file, where tsc has written one for each source: a kernel that
// opens eighty small files spends most of an import on that
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

/** What a notebook imports, each part an entry; `kernel` and `cli` are programs and stay as they are. */
const PARTS = ['schedule', 'library', 'code', 'figure', 'display', 'train', 'notebook'];
const ENTRIES = ['index', 'pure'];

const ON_FIRST_USE = './code/index.js';

const src = fileURLToPath(new URL('../src', import.meta.url));
const dist = process.argv[2] ?? fileURLToPath(new URL('../dist', import.meta.url));

const parts = PARTS.map((part) => [`${part}/index`, join(src, part, 'index.ts')]);
const entries = ENTRIES.map((entry) => [entry, join(src, `${entry}.ts`)]);
const bundle = await rolldown({
  input: Object.fromEntries([...parts, ...entries]),
  platform: 'node',
  // what is required on first use stays a file of its own
  external: (id) => !/^[./]/.test(id) || id === ON_FIRST_USE,
});

for (const part of PARTS) {
  for (const file of readdirSync(join(dist, part), { recursive: true, encoding: 'utf8' })) {
    if (/\.js(\.map)?$/.test(file)) rmSync(join(dist, part, file));
  }
}
await bundle.write({
  dir: dist,
  format: 'cjs',
  sourcemap: true,
  exports: 'named',
  esModule: true,
  entryFileNames: '[name].js',
  chunkFileNames: 'shared/[name].js',
});
await bundle.close();
