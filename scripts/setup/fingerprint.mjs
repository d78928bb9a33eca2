import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

// written by tools as they please, never part of what was built
const ignored = new Set(['__pycache__', '.DS_Store', '.ipynb_checkpoints']);

/**
 * Visits files below `base` in a stable order; a missing path is visited as missing.
 *
 * @param {string} base
 * @param {readonly string[]} paths Files or folders, relative to `base`.
 * @param {(path: string, kind: 'file' | 'link' | 'missing', size: number) => void} visit
 */
function visitFiles(base, paths, visit) {
  for (const path of [...paths].sort()) {
    const stat = lstatSync(join(base, path), { throwIfNoEntry: false });
    if (!stat) visit(path, 'missing', 0);
    else if (stat.isSymbolicLink()) visit(path, 'link', 0);
    else if (stat.isDirectory()) {
      const names = readdirSync(join(base, path)).filter((name) => !ignored.has(name));
      visitFiles(
        base,
        names.map((name) => `${path}/${name}`),
        visit,
      );
    } else visit(path, 'file', stat.size);
  }
}

/**
 * Digest of names and contents: changes when, and only when, what is read changes. Dates do not count.
 *
 * @param {string} base
 * @param {readonly string[]} paths
 * @param {object} [values] What else decides the result, e.g. a version.
 */
export function contentDigest(base, paths, values = {}) {
  const hash = createHash('sha256').update(JSON.stringify(values));
  visitFiles(base, paths, (path, kind) => {
    hash.update(`\0${kind} ${path}\0`);
    if (kind === 'file') hash.update(readFileSync(join(base, path)));
    if (kind === 'link') hash.update(readlinkSync(join(base, path)));
  });
  return hash.digest('hex');
}

/**
 * Digest of names and sizes: shows a missing, cut or extra file without reading gigabytes.
 *
 * @param {string} base
 * @param {readonly string[]} paths
 * @returns {string | undefined} Nothing when one of `paths` is missing.
 */
export function shapeDigest(base, paths) {
  const hash = createHash('sha256');
  let whole = true;
  visitFiles(base, paths, (path, kind, size) => {
    if (kind === 'missing') whole = false;
    hash.update(`${kind} ${path} ${size}\0`);
  });
  return whole ? hash.digest('hex') : undefined;
}
