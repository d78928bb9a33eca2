import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * What a finished step leaves behind: digest of its inputs, and of its outputs' names and sizes.
 *
 * @typedef {{ readonly inputs: string, readonly outputs: string }} Stamp
 */

/**
 * @param {string} file
 * @returns {Stamp | undefined} Nothing when there is none or it cannot be read: the step then runs.
 */
export function readStamp(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Writes a stamp in one move, so that a full disk or a kill never leaves half of one.
 *
 * @param {string} file
 * @param {Stamp} stamp
 */
export function writeStamp(file, stamp) {
  mkdirSync(dirname(file), { recursive: true });
  const partial = `${file}.partial`;
  writeFileSync(partial, JSON.stringify(stamp));
  renameSync(partial, file);
}

/** @param {string} file */
export function removeStamp(file) {
  rmSync(file, { force: true });
}
