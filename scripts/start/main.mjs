import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { printFailure } from '../setup/failure.mjs';
import { markInUse } from '../setup/in-use.mjs';
import { folders } from '../setup/paths.mjs';
import { stepLine } from '../setup/progress.mjs';
import { setUp } from '../setup/setup.mjs';
import { onEnd } from '../setup/signals.mjs';
import { endChildren } from '../setup/spawn.mjs';
import { help, readOptions } from './options.mjs';
import { choosePort } from './port.mjs';
import { startServer } from './server.mjs';

const firstNotebook = 'notebooks/01-first-schedule.ipynb';

/**
 * @param {readonly string[]} args
 * @returns {Promise<void>} When JupyterLab has ended.
 */
export async function main(args) {
  try {
    const options = readOptions(args);
    if (options.help) {
      console.log(help);
      return;
    }
    // before the set-up, which may take minutes, and once more after it
    if (options.port !== undefined) await choosePort(options.port);
    await setUp();
    await serve({ browser: options.browser, port: await choosePort(options.port) });
  } catch (error) {
    printFailure(error);
    process.exitCode = 1;
  }
}

/** @param {{ browser: boolean, port: number }} options */
async function serve({ browser, port }) {
  const where = folders();
  const notebook = existsSync(join(where.root, firstNotebook)) ? firstNotebook : undefined;
  const screen = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (process.getuid?.() === 0) console.log('  running as root: JupyterLab gets --allow-root');

  /** @type {import('./server.mjs').Server | undefined} */
  let server;
  let asked = false;
  const undo = onEnd(() => {
    if (!server) {
      endChildren();
      process.exit(130);
    }
    if (asked) return;
    asked = true;
    console.log('\nEnding JupyterLab and its kernels');
    server.stop();
  });

  const line = stepLine('JupyterLab');
  try {
    server = await startServer(where, { port, browser: browser && Boolean(screen), notebook });
  } catch (error) {
    line.end('failed');
    throw error;
  }
  line.end('ready');
  const release = markInUse(where.inUse, {
    what: 'npm start',
    server: { url: server.url, token: server.token },
  });

  console.log(
    `\n  ${server.url}/lab${notebook ? `/tree/${notebook}` : ''}?token=${server.token}\n`,
  );
  if (browser && !screen) console.log('  no screen here: open this address in a browser');
  console.log(`  log ${relative(where.root, server.log)}; Ctrl-C ends it`);

  await server.ended;
  release();
  undo();
  if (asked) console.log('Ended');
  else {
    console.error(`JupyterLab ended by itself; log ${relative(where.root, server.log)}`);
    process.exitCode = 1;
  }
}
