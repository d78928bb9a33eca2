// what a front end fetches of the extension before anything of it is used
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Most that may be fetched at start-up, kB gzip. */
export const START_UP_BUDGET = 50;

const built = new URL('../labextension/jupyterlab_anneal/labextension/', import.meta.url);
const read = (/** @type {string} */ file) => readFileSync(new URL(file, built));

/**
 * Names of these files: the container, and the chunks of what it exposes.
 *
 * @returns {string[]}
 * @throws {Error} When the container is not as the builder writes it.
 */
export function startUpFiles() {
  const { load, extension, style } = JSON.parse(String(read('package.json'))).jupyterlab._build;
  const container = String(read(load));
  const chunks = [extension, style].flatMap((name) => {
    const getter = container.match(new RegExp(`"${name}":\\(\\)=>(.*?)\\.then`))?.[1];
    if (!getter) throw new Error(`Cannot find ${name} in ${load}`);
    return [...getter.matchAll(/\.e\((\d+)\)/g)].map(([, id]) => `${id}.`);
  });
  const files = readdirSync(new URL('static/', built));
  return [basename(load), ...files.filter((file) => chunks.some((id) => file.startsWith(id)))];
}

/**
 * How much files of the extension weigh on their way, kB gzip.
 *
 * @param {readonly string[]} files
 * @returns {number}
 */
export function gzipSize(files) {
  const sizes = files.map((file) => gzipSync(read(`static/${file}`), { level: 9 }).length);
  return sizes.reduce((sum, size) => sum + size, 0) / 1000;
}
