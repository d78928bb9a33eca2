import { KERNEL_NAME } from '../../../kernel/install';
import { kernelsFolders } from '../../jupyter-folders';
import {
  describeForeign,
  type InstalledKernel,
  installedKernel,
  readKernel,
} from '../../kernel/installed-kernel';
import { launcherOf, type Machine } from '../../machine';
import { findJupyter } from '../../python';
import { runProgram } from '../../run-program';
import { askKernel } from '../ask-kernel';
import { type Check, type Finding, ok, problem, warning } from '../check';

const INSTALL = 'npx anneal kernel install';

/** Whether Jupyter finds our kernelspec, and whether the kernel that it starts answers. */
export const kernelCheck: Check = {
  id: 'kernel',
  name: 'kernel',
  async look(machine) {
    const kernel = await findKernel(machine);
    if (!kernel) return problem('no kernelspec "anneal" where Jupyter looks', INSTALL);
    const { folder } = kernel;
    if (!kernel.ours) {
      return problem(
        `${folder} belongs to ${describeForeign(kernel)}`,
        `jupyter kernelspec uninstall ${KERNEL_NAME}, then ${INSTALL}`,
      );
    }
    for (const [what, file] of Object.entries({ Node: kernel.node, launcher: kernel.launcher })) {
      if (!file?.exists)
        return problem(`${folder} names a ${what} that is gone: ${file?.path}`, again(kernel));
    }
    return ask(kernel, machine);
  },
};

async function ask(kernel: InstalledKernel, machine: Machine): Promise<Finding> {
  const answer = await askKernel(kernel, machine, { limit: 30 });
  const { folder } = kernel;
  if (answer.status === 'not asked') {
    return warning(`${folder}, its files exist; not asked, ${answer.why}`, 'see zeromq above');
  }
  if (answer.status === 'failed') {
    return problem(`${folder}, does not answer: ${answer.why}`, again(kernel));
  }
  const found = `${folder}, answers after ${answer.seconds.toFixed(1)} s`;
  if (kernel.launcher?.path === launcherOf(machine)) return ok(found);
  return warning(
    `${found}, but runs another anneal: ${kernel.launcher?.path}`,
    `${again(kernel)}, to run this one`,
  );
}

/** The one Jupyter would start; without Jupyter, the first in the folders that it searches. */
async function findKernel(machine: Machine): Promise<InstalledKernel | undefined> {
  const jupyter = findJupyter(machine);
  if (jupyter) {
    const ran = await runProgram(machine, jupyter, ['kernelspec', 'list', '--json'], { limit: 60 });
    if (ran.ok) {
      const { kernelspecs } = JSON.parse(ran.out) as {
        kernelspecs: Record<string, { resource_dir: string }>;
      };
      const found = kernelspecs[KERNEL_NAME];
      return found && readKernel(found.resource_dir);
    }
  }
  for (const { kernels } of await kernelsFolders(machine)) {
    const kernel = installedKernel(kernels);
    if (kernel) return kernel;
  }
  return undefined;
}

/** Writes it once more to the place where it is. */
const again = ({ folder }: InstalledKernel): string => {
  const [, prefix] = /^(.*)[\\/]share[\\/]jupyter[\\/]kernels[\\/][^\\/]+$/.exec(folder) ?? [];
  return prefix ? `${INSTALL} --prefix ${prefix}` : `${INSTALL} --user`;
};
