import { KERNEL_NAME, removeKernelFrom } from '../../kernel/install';
import { type Command, JSON_OPTION } from '../command';
import { Failure } from '../failure';
import { mark } from '../terminal/mark';
import { writeJson } from '../terminal/output';
import { describeForeign, installedKernel } from './installed-kernel';
import { PLACE_OPTIONS, placeOf } from './place';

/** Removes the kernelspec, only if it is ours. */
export const uninstall: Command = {
  name: 'uninstall',
  about: 'remove the kernelspec; one that is not from anneal is left alone',
  options: { ...PLACE_OPTIONS, json: JSON_OPTION },
  examples: [
    ['anneal kernel uninstall', 'from the active environment, else from this user'],
    ['anneal kernel uninstall --prefix .venv', 'from the Jupyter in .venv'],
  ],
  async run(values, { machine, output }) {
    const kernels = await placeOf(values, machine);
    const kernel = installedKernel(kernels);
    if (kernel && !kernel.ours) {
      throw new Failure(
        `Cannot uninstall the kernel: ${kernel.folder} belongs to ${describeForeign(kernel)}; it was left as it is`,
      );
    }
    if (kernel) remove(kernels);
    if (values.json) writeJson(output, { removed: kernel?.folder ?? null });
    else if (kernel) {
      output.write(`${mark('ok', output.colour)} removed ${kernel.folder}\n`);
    } else {
      output.write(
        `${mark('none', output.colour)} no kernel "${KERNEL_NAME}" in ${kernels}; npx anneal kernel list shows where there is one\n`,
      );
    }
    return 0;
  },
};

function remove(kernels: string): void {
  try {
    removeKernelFrom(kernels);
  } catch (error) {
    throw new Failure(`Cannot uninstall the kernel from ${kernels}: ${(error as Error).message}`);
  }
}
