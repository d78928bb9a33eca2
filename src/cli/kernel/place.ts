import { join, resolve } from 'node:path';
import { kernelsUnder } from '../../kernel/install';
import type { Option, Values } from '../command';
import { Failure, UsageError } from '../failure';
import { userDataFolder } from '../jupyter-folders';
import type { Machine } from '../machine';
import { activeEnvironment, pythonFolders } from '../python';

/** The options that say where a kernelspec goes, or is. */
export const PLACE_OPTIONS = {
  user: { type: 'boolean', about: "in Jupyter's data folder of this user" },
  prefix: {
    type: 'string',
    value: 'folder',
    about: 'under <folder>/share/jupyter, e.g. a virtual environment',
  },
  'sys-prefix': {
    type: 'boolean',
    about: 'in the active environment, else the one of the Python on PATH',
  },
} as const satisfies Readonly<Record<string, Option>>;

/**
 * The folder of kernelspecs that was asked for; without a word, the one of the active environment,
 * else the user's.
 *
 * @throws UsageError for two places at once.
 * @throws Failure for `--sys-prefix` where there is no Python.
 */
export async function placeOf(values: Values, machine: Machine): Promise<string> {
  const given = Object.keys(PLACE_OPTIONS).filter((name) => values[name] !== undefined);
  if (given.length > 1) {
    throw new UsageError(
      `Cannot choose a place: ${given.map((name) => `--${name}`).join(' and ')} exclude each other`,
    );
  }
  if (typeof values.prefix === 'string') return kernelsUnder(resolve(machine.cwd, values.prefix));
  const environment = activeEnvironment(machine);
  if (environment && !values.user) return kernelsUnder(environment);
  if (!values['sys-prefix']) return join(userDataFolder(machine), 'kernels');
  const python = await pythonFolders(machine);
  if (python) return kernelsUnder(python.prefix);
  throw new Failure(
    'Cannot find the prefix of Python: no environment is active, and no python3 or python on PATH answers; use --prefix or --user',
  );
}
