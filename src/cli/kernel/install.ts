import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installKernelInto, KERNEL_NAME } from '../../kernel/install';
import { kernelSpec } from '../../kernel/kernel-spec';
import { type Command, JSON_OPTION } from '../command';
import { Failure } from '../failure';
import { launcherOf, type Machine } from '../machine';
import { mark } from '../terminal/mark';
import { writeJson } from '../terminal/output';
import { describeForeign, installedKernel } from './installed-kernel';
import { PLACE_OPTIONS, placeOf } from './place';

/** Writes the kernelspec; one of another maker is left alone. */
export const install: Command = {
  name: 'install',
  about: 'install the kernelspec, so that Jupyter offers "TypeScript (anneal)"',
  options: {
    ...PLACE_OPTIONS,
    'freeze-files': {
      type: 'boolean',
      about: 'read types and local modules once: a build changes nothing before a restart',
    },
    json: JSON_OPTION,
  },
  examples: [
    ['anneal kernel install', 'into the active environment, else for this user'],
    ['anneal kernel install --user', 'for every Jupyter of this user'],
    ['anneal kernel install --prefix .venv', 'for the Jupyter in .venv'],
  ],
  async run(values, { machine, output }) {
    const launcher = launcherOf(machine);
    if (!existsSync(launcher)) {
      throw new Failure(
        `Cannot install the kernel: its launcher ${launcher} is missing; build or reinstall anneal`,
      );
    }
    const kernels = await placeOf(values, machine);
    const before = installedKernel(kernels);
    if (before && !before.ours)
      throw new Failure(nameTaken(before.folder, describeForeign(before)));
    const folder = attempt(kernels, () =>
      installKernelInto(
        kernels,
        kernelSpec({
          node: machine.node.path,
          launcher,
          freezeFiles: values['freeze-files'] === true,
        }),
      ),
    );
    const warning = temporaryInstallation(machine);
    if (values.json) {
      writeJson(output, { installed: folder, replaced: before !== undefined, warning });
      return 0;
    }
    const did = before ? 'replaced' : 'installed';
    output.write(`${mark('ok', output.colour)} kernel "${KERNEL_NAME}" ${did} in ${folder}\n`);
    if (warning) output.write(`${mark('warning', output.colour)} ${warning}\n`);
    return 0;
  },
};

const nameTaken = (folder: string, foreign: string): string =>
  `Cannot install the kernel: ${folder} belongs to ${foreign}; remove it with jupyter kernelspec uninstall ${KERNEL_NAME}, or choose another place`;

function attempt<T>(kernels: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    throw new Failure(
      `Cannot install the kernel into ${kernels}: ${(error as Error).message}; --user and --prefix choose another place`,
    );
  }
}

/** npx keeps packages that no project has in a cache, and npm may empty it. */
function temporaryInstallation({ packageRoot }: Machine): string | undefined {
  return packageRoot.split(/[\\/]/).includes('_npx')
    ? `this anneal is in the cache of npx (${join(packageRoot)}), which may be emptied; npm install anneal in a project, then install the kernel from there`
    : undefined;
}
