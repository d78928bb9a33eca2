import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Server, startServer } from './server';

const project = path.resolve(__dirname, '../..');

/** Kernels a notebook can have, by the names people see. */
export const KERNELS = { anneal: 'TypeScript (anneal)', tslab: 'TypeScript (tslab)' } as const;

/** A JupyterLab that runs for the tests. */
export interface Lab extends Server {
  /** Folder it serves; a kernel started here finds the packages of the project. */
  readonly folder: string;
  /** Replaces the settings of notebooks opened from now on. */
  setNotebooks(settings: object): Promise<void>;
}

interface LabOptions {
  /** Our extension as it was `built` last, whatever is installed; as it is `installed`; or `none`. */
  readonly extension?: 'built' | 'installed' | 'none';
  /** The environment of Python that holds the program; the project's when left out. */
  readonly venv?: string;
  readonly program?: 'jupyter-lab' | 'jupyter-notebook';
}

/** Starts JupyterLab, or Notebook 7, with settings and folders of its own, on a free port of the loopback. */
export async function startLab({
  extension = 'built',
  venv = path.join(project, '.venv'),
  program = 'jupyter-lab',
}: LabOptions = {}): Promise<Lab> {
  const home = path.join(project, 'test-results', 'lab', String(process.pid));
  const folder = path.join(home, 'notebooks');
  await rm(home, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  if (extension === 'built') {
    await linkExtension(path.join(home, 'labextensions'));
    await addStockKernel(path.join(home, 'data'));
  } else if (extension === 'none') {
    await disableExtension(path.join(home, 'config', 'labconfig'));
  }
  await writeSettings(path.join(home, 'settings'));

  const server = await startServer({
    command: path.join(venv, 'bin', program),
    args: (url) => flags(home, folder, url),
    cwd: folder,
    env: {
      ...process.env,
      // what is installed by itself has to do without Node
      ...(extension === 'installed' && { PATH: path.join(venv, 'bin') }),
      JUPYTER_CONFIG_DIR: path.join(home, 'config'),
      JUPYTER_DATA_DIR: path.join(home, 'data'),
      JUPYTER_RUNTIME_DIR: path.join(home, 'runtime'),
      JUPYTERLAB_SETTINGS_DIR: path.join(home, 'settings'),
      JUPYTERLAB_WORKSPACES_DIR: path.join(home, 'workspaces'),
    },
    ready: '/api/status',
  });
  return {
    ...server,
    folder,
    setNotebooks: async (settings) => {
      const path = '/lab/api/settings/@jupyterlab/notebook-extension:tracker';
      const body = JSON.stringify({ raw: JSON.stringify(settings) });
      const { ok, status } = await fetch(server.url + path, { method: 'PUT', body });
      if (!ok) {
        throw new Error(`the settings were refused: ${status}`);
      }
    },
  };
}

function flags(home: string, folder: string, { port }: URL): string[] {
  return [
    '--no-browser',
    `--ServerApp.port=${port}`,
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

/** tslab as it is published, beside our kernel. */
async function addStockKernel(data: string): Promise<void> {
  const folder = path.join(data, 'kernels', 'tslab');
  await mkdir(folder, { recursive: true });
  const tslab = path.join(project, 'node_modules/tslab/bin/tslab');
  const argv = [process.execPath, tslab, 'kernel', '--config-path', '{connection_file}'];
  const spec = { argv, display_name: KERNELS.tslab, language: 'typescript' };
  await writeFile(path.join(folder, 'kernel.json'), JSON.stringify(spec));
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
