import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from '../setup/failure.mjs';
import { recognise } from '../setup/remedies.mjs';
import { endGroup, start } from '../setup/spawn.mjs';
import { jupyterEnvironment } from './environment.mjs';

const doing = 'start JupyterLab';
const patience = 60;

/** @typedef {{ url: string, token: string, ended: Promise<number | null>, stop: () => Promise<void>, log: string }} Server */

/**
 * Starts JupyterLab on the loopback with a token of its own and returns when it answers.
 *
 * @param {import('../setup/paths.mjs').Folders} folders
 * @param {{ port: number, browser: boolean, notebook?: string }} options
 * @returns {Promise<Server>}
 * @throws {Failure} When it ends, or does not answer in a minute.
 */
export async function startServer(folders, { port, browser, notebook }) {
  const token = randomBytes(24).toString('hex');
  const url = `http://127.0.0.1:${port}`;
  const log = join(folders.logs, 'jupyterlab.log');
  mkdirSync(folders.logs, { recursive: true });
  const file = openSync(log, 'w');
  const child = start(
    join(folders.venv, 'bin/python'),
    [
      '-m',
      'jupyterlab',
      ...(notebook ? [notebook] : []),
      '--ServerApp.ip=127.0.0.1',
      `--ServerApp.port=${port}`,
      '--ServerApp.port_retries=0',
      `--ServerApp.root_dir=${folders.root}`,
      `--ServerApp.open_browser=${browser ? 'True' : 'False'}`,
      ...(process.getuid?.() === 0 ? ['--allow-root'] : []),
    ],
    {
      cwd: folders.root,
      // the token goes by the environment: arguments can be read by everyone on the machine
      env: { ...jupyterEnvironment(folders), JUPYTER_TOKEN: token },
      stdio: ['ignore', file, file],
    },
  );
  closeSync(file);

  /** @type {number | null | undefined} */
  let code;
  /** @type {Promise<number | null>} */
  const ended = new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', resolve);
  }).then((value) => (code = /** @type {number | null} */ (value)));
  const stop = async () => {
    // to the server alone: it ends its kernels itself
    child.kill('SIGTERM');
    await Promise.race([ended, pause(10_000, undefined, { ref: false })]);
    endGroup(child, 'SIGKILL');
    await ended;
  };

  for (const deadline = Date.now() + patience * 1000; Date.now() < deadline; await pause(100)) {
    if (code !== undefined) throw failed(log, folders.root, 'it ended at once');
    if (await answers(url, token)) return { url, token, ended, stop, log };
  }
  await stop();
  throw failed(log, folders.root, `it did not answer within ${patience} s`);
}

/**
 * @param {string} url
 * @param {string} token
 */
async function answers(url, token) {
  try {
    const answer = await fetch(`${url}/api/status`, {
      headers: { Authorization: `token ${token}` },
      signal: AbortSignal.timeout(2000),
    });
    return answer.ok;
  } catch {
    return false;
  }
}

/**
 * @param {string} log
 * @param {string} root
 * @param {string} why
 */
function failed(log, root, why) {
  const text = readFileSync(log, 'utf8').trimEnd();
  const known = recognise(text);
  return new Failure({
    doing,
    why: known?.why ?? why,
    tail: text.split('\n').slice(-6).join('\n'),
    log: relative(root, log),
    remedy: known?.remedy ?? 'read the log; removing .venv makes the next start build it anew',
  });
}
