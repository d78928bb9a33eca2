import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the clone: everything the set-up writes is below it. */
export const root = resolve(fileURLToPath(new URL('../..', import.meta.url)));

/**
 * Where the set-up keeps its own things, for a clone at `base`.
 *
 * @param {string} [base]
 */
export function folders(base = root) {
  const cache = join(base, '.cache');
  const setup = join(cache, 'setup');
  return {
    root: base,
    cache,
    downloads: join(cache, 'downloads'),
    setup,
    logs: join(setup, 'logs'),
    stamps: join(setup, 'stamps'),
    aside: join(setup, 'aside'),
    trash: join(setup, 'trash'),
    inUse: join(setup, 'in-use'),
    lock: join(setup, 'lock'),
    venv: join(base, '.venv'),
    jupyter: join(cache, 'jupyter'),
  };
}

/** @typedef {ReturnType<typeof folders>} Folders */
