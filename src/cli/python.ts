import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findProgram, programsOf } from './find-program';
import type { Machine } from './machine';
import { runProgram } from './run-program';

/** The environment of Python that is switched on in this shell, if any. */
export function activeEnvironment({ env }: Machine): string | undefined {
  return [env.VIRTUAL_ENV, env.CONDA_PREFIX].find((folder) => folder && existsSync(folder));
}

/** The environment in the project's folder, here or above, switched on or not. */
export function projectEnvironment({ cwd }: Machine): string | undefined {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const environment = join(folder, '.venv');
    if (existsSync(environment)) return environment;
    if (folder === dirname(folder)) return undefined;
  }
}

/** Where the Python on PATH installs things. */
export interface PythonFolders {
  readonly prefix: string;
  /** What `pip install --user` installs under; missing when that is switched off. */
  readonly userBase?: string;
}

const ASK =
  'import sys, site, json; print(json.dumps([sys.prefix, site.getuserbase() if site.ENABLE_USER_SITE else None]))';

/** Asks the Python on PATH, which may be a shim, for its folders. */
export async function pythonFolders(machine: Machine): Promise<PythonFolders | undefined> {
  const python = findProgram(machine, ['python3', 'python']);
  if (!python) return undefined;
  const { ok, out } = await runProgram(machine, python, ['-c', ASK], { limit: 20 });
  if (!ok) return undefined;
  const [prefix, userBase] = JSON.parse(out) as [string, string | null];
  return userBase ? { prefix, userBase } : { prefix };
}

/** The program `jupyter`: of the active environment, else of the project's, else on PATH. */
export function findJupyter(machine: Machine): string | undefined {
  const environments = [activeEnvironment(machine), projectEnvironment(machine)].filter(
    (folder): folder is string => folder !== undefined,
  );
  const folders = environments.map((folder) => programsOf(folder, machine));
  return findProgram(machine, ['jupyter'], folders) ?? findProgram(machine, ['jupyter']);
}
