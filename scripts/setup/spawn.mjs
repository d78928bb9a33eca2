import { spawn } from 'node:child_process';
import { closeSync, fstatSync, openSync, readFileSync, writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** @type {Set<import('node:child_process').ChildProcess>} */
const alive = new Set();

/**
 * Ends every process started here, with the processes they started.
 *
 * @param {NodeJS.Signals} [signal]
 */
export function endChildren(signal = 'SIGTERM') {
  for (const child of alive) endGroup(child, signal);
}

/**
 * Asks every process started here to end, as Ctrl-C would, and ends those that have not after a while.
 *
 * @param {number} [patience] Seconds.
 */
export async function interruptChildren(patience = 15) {
  const ending = [...alive].map((child) => new Promise((resolve) => child.once('close', resolve)));
  endChildren('SIGINT');
  await Promise.race([Promise.all(ending), pause(patience * 1000, undefined, { ref: false })]);
  endChildren('SIGKILL');
}

/**
 * @param {import('node:child_process').ChildProcess} child One started with `detached`, so it leads a group.
 * @param {NodeJS.Signals} signal
 */
export function endGroup(child, signal) {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    // gone already
  }
}

/**
 * Starts a process in a group of its own: Ctrl-C reaches it through us, and its children end with it.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 */
export function start(command, args, options) {
  const child = spawn(command, args, { ...options, detached: true });
  alive.add(child);
  child.once('close', () => alive.delete(child));
  child.once('error', () => alive.delete(child));
  return child;
}

/**
 * @typedef {object} RunOptions
 * @property {string} log File that gets the command line and all it prints.
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [limit] Seconds after which it is ended.
 */

/**
 * Runs a command to its end.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} options
 * @returns {Promise<{ ok: boolean, output: string, timedOut: boolean }>} `ok` when it exited with 0.
 */
export async function run(command, args, { log, cwd, env = process.env, limit }) {
  const file = openSync(log, 'a+');
  let timedOut = false;
  try {
    // the child writes to the file itself: nothing is lost when this process is killed
    const from = writeLine(file, `$ ${[command, ...args].join(' ')}`);
    const child = start(command, args, { cwd, env, stdio: ['ignore', file, file] });
    const timer =
      limit &&
      setTimeout(() => {
        timedOut = true;
        endGroup(child, 'SIGKILL');
      }, limit * 1000);
    const code = await new Promise((resolve) => {
      child.once('close', resolve);
      child.once('error', (error) => {
        writeLine(file, String(error));
        resolve(undefined);
      });
    });
    clearTimeout(timer);
    if (timedOut) writeLine(file, `ended after ${limit} s without a result`);
    return { ok: code === 0, output: readFileSync(log).subarray(from).toString(), timedOut };
  } finally {
    closeSync(file);
  }
}

/**
 * @param {number} file
 * @param {string} line
 * @returns {number} Size of the file after the line.
 */
function writeLine(file, line) {
  writeSync(file, `${line}\n`);
  return fstatSync(file).size;
}
