import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * A text that a process number has only as long as it means the same process: its number is given again after a
 * restart of the machine, its start time is not.
 *
 * @param {number} pid
 * @returns {string | undefined} Nothing when there is no such process.
 */
export function processIdentity(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there and belongs to someone else
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EPERM') return undefined;
  }
  const started = startTime(pid);
  return started === undefined ? undefined : `${pid} ${started}`;
}

/**
 * @param {number} pid
 * @returns {string | undefined} Nothing for a process that has ended and only waits to be reaped.
 */
function startTime(pid) {
  try {
    // field 22 counts from the start of the machine; the name in field 2 may hold blanks
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop()?.split(' ') ?? [];
    if (fields[0] === 'Z') return undefined;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${fields[19]}`;
  } catch {
    try {
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    } catch {
      return '';
    }
  }
}
