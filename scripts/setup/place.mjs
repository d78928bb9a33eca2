import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Moves what was built aside to where it belongs. The old one goes first to `trash`, by rename, so the time
 * without either is two system calls long.
 *
 * @param {string} aside Folder that mirrors the layout of `root`.
 * @param {string} root
 * @param {readonly string[]} outputs Paths relative to both; one that was not built aside is left alone.
 * @param {string} trash Folder on the same disk.
 */
export function place(aside, root, outputs, trash) {
  mkdirSync(trash, { recursive: true });
  for (const [index, output] of outputs.entries()) {
    const built = join(aside, output);
    if (!existsSync(built)) continue;
    const target = join(root, output);
    mkdirSync(dirname(target), { recursive: true });
    if (existsSync(target)) renameSync(target, join(trash, `${process.pid}-${index}`));
    renameSync(built, target);
  }
  discard(trash);
}

/**
 * Removes a folder as far as it can be done now: a process that outlived its set-up may still write into it.
 *
 * @param {string} folder
 */
export function discard(folder) {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  } catch {
    // the next set-up removes the rest
  }
}
