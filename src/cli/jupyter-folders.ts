import { join } from 'node:path';
import { kernelsUnder } from '../kernel/install';
import type { Machine } from './machine';
import { activeEnvironment, projectEnvironment, pythonFolders } from './python';

/** A folder where Jupyter looks for kernelspecs, and why it does. */
export interface KernelsFolder {
  readonly why: string;
  readonly kernels: string;
}

/** Jupyter's data folder of the user, by the rules of `jupyter_core.paths`. */
export function userDataFolder({ env, home, platform }: Machine): string {
  if (env.JUPYTER_DATA_DIR) return env.JUPYTER_DATA_DIR;
  if (platform === 'darwin') return join(home, 'Library', 'Jupyter');
  if (platform === 'win32') {
    if (env.APPDATA) return join(env.APPDATA, 'jupyter');
    return join(env.JUPYTER_CONFIG_DIR || join(home, '.jupyter'), 'data');
  }
  return join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'jupyter');
}

/**
 * Every folder where a Jupyter of this shell looks for kernelspecs, once each. A Jupyter searches
 * only the environment it runs in, so of `environment`, `project` and `python` it is one.
 */
export async function kernelsFolders(machine: Machine): Promise<KernelsFolder[]> {
  const { env, home, platform } = machine;
  const python = await pythonFolders(machine);
  const separator = platform === 'win32' ? ';' : ':';
  const under = (why: string, prefix: string | undefined): KernelsFolder[] =>
    prefix ? [{ why, kernels: kernelsUnder(prefix) }] : [];
  const inData = (why: string, data: string): KernelsFolder => ({
    why,
    kernels: join(data, 'kernels'),
  });
  const all = [
    ...(env.JUPYTER_PATH ?? '')
      .split(separator)
      .filter(Boolean)
      .map((data) => inData('JUPYTER_PATH', data)),
    ...under('environment', activeEnvironment(machine)),
    ...under('project', projectEnvironment(machine)),
    inData('user', userDataFolder(machine)),
    ...under('user', python?.userBase),
    ...under('python', python?.prefix),
    ...systemDataFolders(machine).map((data) => inData('system', data)),
    inData('ipython', env.IPYTHONDIR || join(home, '.ipython')),
  ];
  return all.filter(
    ({ kernels }, index) => all.findIndex((other) => other.kernels === kernels) === index,
  );
}

function systemDataFolders({ env, platform }: Machine): string[] {
  if (platform !== 'win32') return ['/usr/local/share/jupyter', '/usr/share/jupyter'];
  return env.JUPYTER_USE_PROGRAMDATA && env.PROGRAMDATA ? [join(env.PROGRAMDATA, 'jupyter')] : [];
}
