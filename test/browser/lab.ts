import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';

const project = path.resolve(__dirname, '../..');

/** A JupyterLab that runs for the tests. */
export interface Lab {
  readonly url: string;
  /** Folder it serves; a kernel started here finds the packages of the project. */
  readonly folder: string;
  /** Replaces the settings of notebooks opened from now on. */
  setNotebooks(settings: object): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts JupyterLab with the built extension, or without it, with settings and folders of its own, on a free port of
 * the loopback.
 *
 * @throws Error with the server's output when it ends or does not answer within 60 s.
 */
export async function startLab({ extension = true } = {}): Promise<Lab> {
  const home = path.join(project, 'test-results', 'lab', String(process.pid));
  const folder = path.join(home, 'notebooks');
  await rm(home, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  if (extension) {
    await linkExtension(path.join(home, 'labextensions'));
  } else {
    await disableExtension(path.join(home, 'config', 'labconfig'));
  }
  await writeSettings(path.join(home, 'settings'));

  const url = `http://127.0.0.1:${await freePort()}`;
  const server = spawn(path.join(project, '.venv/bin/jupyter-lab'), flags(home, folder, url), {
    cwd: folder,
    env: {
      ...process.env,
      JUPYTER_CONFIG_DIR: path.join(home, 'config'),
      JUPYTER_DATA_DIR: path.join(home, 'data'),
      JUPYTER_RUNTIME_DIR: path.join(home, 'runtime'),
      JUPYTERLAB_SETTINGS_DIR: path.join(home, 'settings'),
      JUPYTERLAB_WORKSPACES_DIR: path.join(home, 'workspaces'),
    },
  });
  await untilReady(server, url);
  return {
    url,
    folder,
    setNotebooks: async (settings) => {
      const path = '/lab/api/settings/@jupyterlab/notebook-extension:tracker';
      const body = JSON.stringify({ raw: JSON.stringify(settings) });
      const { ok, status } = await fetch(url + path, { method: 'PUT', body });
      if (!ok) {
        throw new Error(`the settings were refused: ${status}`);
      }
    },
    stop: () => stop(server),
  };
}

function flags(home: string, folder: string, url: string): string[] {
  return [
    '--no-browser',
    `--ServerApp.port=${new URL(url).port}`,
    '--ServerApp.port_retries=0',
    `--ServerApp.root_dir=${folder}`,
    '--ServerApp.allow_root=True',
    // the loopback only, for the minutes of a test run
    '--IdentityProvider.token=',
    '--ServerApp.disable_check_xsrf=True',
    '--LabApp.expose_app_in_browser=True',
    `--LabServerApp.extra_labextensions_path=${path.join(home, 'labextensions')}`,
  ];
}

/** The bundle as it was built last, whatever is installed. */
async function linkExtension(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const built = path.join(project, 'labextension/jupyterlab_anneal/labextension');
  await symlink(built, path.join(folder, 'jupyterlab-anneal'));
}

/** Leaves out the extension, also where it is installed. */
async function disableExtension(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const config = { disabledExtensions: { 'jupyterlab-anneal': true } };
  await writeFile(path.join(folder, 'page_config.json'), JSON.stringify(config));
}

/** No question about news: its dialog would lie over the page. */
async function writeSettings(folder: string): Promise<void> {
  const settings = path.join(folder, '@jupyterlab', 'apputils-extension');
  await mkdir(settings, { recursive: true });
  await writeFile(
    path.join(settings, 'notification.jupyterlab-settings'),
    JSON.stringify({ checkForUpdates: false, fetchNews: 'false' }),
  );
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function untilReady(server: ChildProcess, url: string): Promise<void> {
  let output = '';
  for (const stream of [server.stdout, server.stderr]) {
    stream?.on('data', (chunk) => {
      output = `${output}${chunk}`.slice(-20_000);
    });
  }
  const until = Date.now() + 60_000;
  while (Date.now() < until && server.exitCode === null) {
    const answers = await fetch(`${url}/api/status`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answers) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await stop(server);
  throw new Error(`JupyterLab did not start\n${output}`);
}

/** Ends the server, and with it its kernels. */
async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) {
    return;
  }
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  const impatient = setTimeout(() => server.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(impatient);
}
