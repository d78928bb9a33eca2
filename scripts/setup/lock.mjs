import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { processIdentity } from './process-identity.mjs';

/**
 * Takes the lock of the clone, waiting for a living holder and taking over from a dead one.
 *
 * @param {string} file
 * @param {(pid: number) => void} onWait Called once when there is someone to wait for.
 * @returns {Promise<() => void>} Gives it back; safe to call again.
 */
export async function takeLock(file, onWait) {
  const mine = `${file}.${process.pid}`;
  const identity = processIdentity(process.pid) ?? '';
  mkdirSync(dirname(file), { recursive: true });
  try {
    writeFileSync(mine, identity);
    for (let waited = false; !claim(mine, file); ) {
      const holder = readText(file);
      if (holder === undefined) continue;
      const pid = Number.parseInt(holder, 10);
      if (processIdentity(pid) !== holder) takeAway(file, holder);
      else {
        if (!waited) onWait(pid);
        waited = true;
        await pause(200);
      }
    }
  } finally {
    rmSync(mine, { force: true });
  }
  return () => {
    if (readText(file) === identity) rmSync(file, { force: true });
  };
}

/**
 * @param {string} mine
 * @param {string} file
 */
function claim(mine, file) {
  try {
    // a hard link appears whole or not at all, so nobody reads an empty lock
    linkSync(mine, file);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Removes a lock whose holder is dead; if another waiter was quicker and holds it by now, it gets it back.
 *
 * @param {string} file
 * @param {string} dead
 */
function takeAway(file, dead) {
  const moved = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, moved);
    if (readText(moved) !== dead) linkSync(moved, file);
  } catch {
    // gone, or claimed again: the next turn of the loop sees which
  }
  rmSync(moved, { force: true });
}

/** @param {string} file */
function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
