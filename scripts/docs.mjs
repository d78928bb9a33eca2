// `npm run docs`: guides, families and API as one site in `site`, every link checked
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LinkChecker } from 'linkinator';
import { choosingPages } from './docs/choosing.mjs';
import { familyPages } from './docs/families.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const pages = join(root, '.cache/docs');
const site = join(root, 'site');

rmSync(pages, { recursive: true, force: true });
for (const { file, text } of [...choosingPages(), ...familyPages()]) {
  const target = join(pages, file);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
}

execFileSync(
  process.execPath,
  [join(root, 'node_modules/typedoc/bin/typedoc'), '--options', join(root, 'docs/typedoc.json')],
  { cwd: root, stdio: 'inherit' },
);

// links to other sites are the reader's network, not this build's
const { links } = await new LinkChecker().check({
  path: site,
  recurse: true,
  linksToSkip: ['^https?://(?!localhost)'],
});
const broken = links.filter(({ state }) => state === 'BROKEN');
for (const { url, parent } of broken) console.error(`broken link ${url} on ${parent}`);
console.log(`${links.length} links, ${broken.length} broken; open ${join(site, 'index.html')}`);
process.exitCode = broken.length === 0 ? 0 : 1;
