import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { delimiter, join, relative } from 'node:path';
import { Failure } from '../setup/failure.mjs';
import { root } from '../setup/paths.mjs';
import { stepLine } from '../setup/progress.mjs';
import { run } from '../setup/spawn.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const macApp = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/**
 * A Chromium that runs: the one named by CHROMIUM_PATH, the system's, Playwright's own, or one installed now.
 *
 * @param {import('../setup/paths.mjs').Folders} folders
 * @returns {Promise<string>} Its path.
 * @throws {Failure} When there is none and none can be installed; the browser tests are never left out silently.
 */
export async function findBrowser(folders) {
  mkdirSync(folders.logs, { recursive: true });
  const log = join(folders.logs, 'browser.log');
  rmSync(log, { force: true });
  const doing = 'find a browser for the tests';
  const line = stepLine('browser');
  const found = (/** @type {string} */ path) => {
    line.end('ok', path);
    return path;
  };

  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (await works(named, folders, log)) return found(named);
    line.end('failed');
    const remedy = 'name a Chromium or Chrome that starts, or unset CHROMIUM_PATH';
    const why = `CHROMIUM_PATH names ${named}, which does not start`;
    throw new Failure({ doing, why, log: relative(root, log), remedy });
  }
  for (const install of [undefined, installWithApt, installWithPlaywright]) {
    if (install && !(await install(line.doing, log, folders))) continue;
    for (const path of candidates(folders)) {
      if (await works(path, folders, log)) return found(path);
    }
  }
  line.end('failed');
  throw new Failure({
    doing,
    why: 'there is no Chromium or Chrome that starts, and none could be installed',
    log: relative(root, log),
    remedy:
      'install one (Debian: `apt install chromium`), or name one: `CHROMIUM_PATH=/path npm test`',
  });
}

/** @param {import('../setup/paths.mjs').Folders} folders */
function candidates(folders) {
  const paths = (process.env.PATH ?? '').split(delimiter);
  const system = names.flatMap((name) => paths.map((folder) => join(folder, name)));
  return [...system, macApp, ...playwrightPaths(folders)].filter((path) => existsSync(path));
}

/**
 * Where Playwright keeps its Chromium: in this clone, or for the user.
 *
 * @param {import('../setup/paths.mjs').Folders} folders
 */
function playwrightPaths(folders) {
  const question = 'require("@playwright/test").chromium.executablePath()';
  return [ownBrowsers(folders), process.env].map((env) =>
    spawnSync(process.execPath, ['-p', question], {
      cwd: root,
      env,
      encoding: 'utf8',
    }).stdout.trim(),
  );
}

/** @param {import('../setup/paths.mjs').Folders} folders */
function ownBrowsers(folders) {
  return { ...process.env, PLAYWRIGHT_BROWSERS_PATH: join(folders.cache, 'browsers') };
}

/**
 * @param {string} path
 * @param {import('../setup/paths.mjs').Folders} folders
 * @param {string} log
 */
async function works(path, folders, log) {
  const profile = mkdtempSync(join(folders.setup, 'browser-'));
  try {
    const page = ['--dump-dom', 'data:text/html,<p>alive</p>'];
    const args = [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      `--user-data-dir=${profile}`,
      ...page,
    ];
    const { ok, output } = await run(path, args, { log, limit: 30 });
    return ok && output.includes('<p>alive</p>');
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * @param {(what: string) => void} doing
 * @param {string} log
 */
async function installWithApt(doing, log) {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  doing('apt-get install chromium');
  // a list that is partly out of reach may still name the package
  await run('apt-get', ['update'], { log, env, limit: 300 });
  const install = ['install', '--yes', '--no-install-recommends', 'chromium'];
  return (await run('apt-get', install, { log, env, limit: 600 })).ok;
}

/**
 * @param {(what: string) => void} doing
 * @param {string} log
 * @param {import('../setup/paths.mjs').Folders} folders
 */
async function installWithPlaywright(doing, log, folders) {
  doing('playwright install chromium');
  const cli = join(root, 'node_modules/@playwright/test/cli.js');
  const env = ownBrowsers(folders);
  return (await run(process.execPath, [cli, 'install', 'chromium'], { log, env, limit: 600 })).ok;
}
