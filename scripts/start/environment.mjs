import { mkdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { pythonEnvironment } from '../setup/python.mjs';

/**
 * Environment for the project's Jupyter: its own configuration, data and runtime folders, so that neither the
 * user's settings disturb it nor it them.
 *
 * @param {import('../setup/paths.mjs').Folders} folders
 * @param {NodeJS.ProcessEnv} [env]
 */
export function jupyterEnvironment(folders, env = process.env) {
  const { JUPYTER_PATH, JUPYTER_CONFIG_PATH, JUPYTER_NO_CONFIG, ...rest } = pythonEnvironment(env);
  const own = (/** @type {string} */ name) => {
    const folder = join(folders.jupyter, name);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return folder;
  };
  return {
    ...rest,
    JUPYTER_CONFIG_DIR: own('config'),
    JUPYTER_DATA_DIR: own('data'),
    JUPYTER_RUNTIME_DIR: own('runtime'),
    JUPYTERLAB_SETTINGS_DIR: own('settings'),
    JUPYTERLAB_WORKSPACES_DIR: own('workspaces'),
    IPYTHONDIR: own('ipython'),
    JUPYTER_PREFER_ENV_PATH: '1',
    // kernels and terminals find this Node and this Python first
    PATH: [join(folders.venv, 'bin'), dirname(process.execPath), env.PATH].join(delimiter),
  };
}
