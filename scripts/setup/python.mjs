import { spawnSync } from 'node:child_process';
import { Failure } from './failure.mjs';

export const oldestPython = /** @type {const} */ ([3, 10]);

/** @typedef {{ path: string, version: string, minor: string }} Python `path` is the interpreter itself, not a shim. */

const question = [
  'import sys, json',
  'try:',
  ' import venv, ensurepip; ok = True',
  'except ImportError: ok = False',
  'print(json.dumps([sys.executable, "%d.%d.%d" % tuple(sys.version_info[:3]), ok]))',
].join('\n');

/**
 * Environment in which only the interpreter asked for decides what Python code is found.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {NodeJS.ProcessEnv}
 */
export function pythonEnvironment(env = process.env) {
  const { PYTHONPATH, PYTHONHOME, PIP_TARGET, PIP_PREFIX, PIP_USER, ...rest } = env;
  return {
    ...rest,
    PYTHONNOUSERSITE: '1',
    // 0, not unset: a `user = true` in pip's own configuration would fail inside a venv
    PIP_USER: '0',
    PIP_DISABLE_PIP_VERSION_CHECK: '1',
    PIP_NO_INPUT: '1',
  };
}

/**
 * Finds a Python that can make the project's environment: `PYTHON` alone when it is set, else the first good one of
 * `python3`, `python` and the numbered names.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Python}
 * @throws {Failure} Says what each candidate lacks.
 */
export function findPython(env = process.env) {
  const named = env.PYTHON;
  const names = named
    ? [named]
    : ['python3', 'python', 'python3.13', 'python3.12', 'python3.11', 'python3.10'];
  const seen = [];
  for (const name of names) {
    const answer = spawnSync(name, ['-c', question], {
      env: pythonEnvironment(env),
      encoding: 'utf8',
      timeout: 10_000,
    });
    if (answer.error || answer.status !== 0) {
      if (named) seen.push({ text: `${name} does not run`, lacksVenv: false });
      continue;
    }
    const [path, version, hasVenv] = JSON.parse(answer.stdout.trim().split('\n').pop() ?? '[]');
    const [major, minor] = version.split('.').map(Number);
    const old = major !== oldestPython[0] || minor < oldestPython[1];
    if (!old && hasVenv) return { path, version, minor: `${major}.${minor}` };
    const lack = old ? `is ${version}` : `${version} has no venv module`;
    seen.push({ text: `${name} ${lack}`, lacksVenv: !old });
  }
  throw new Failure({
    doing: 'find Python 3.10 or newer with its venv module',
    why: seen.length > 0 ? seen.map(({ text }) => text).join(', ') : 'there is none on PATH',
    remedy: seen.some(({ lacksVenv }) => lacksVenv)
      ? 'install it (Debian, Ubuntu: `apt install python3-venv`), or name another Python: `PYTHON=/path/to/python3 npm start`'
      : 'install Python 3.10 to 3.13, or name one that is not on PATH: `PYTHON=/path/to/python3 npm start`',
  });
}
