import { cpSync } from 'node:fs';
import { join } from 'node:path';

const share = '.venv/share/jupyter';
const built = 'labextension/jupyterlab_anneal/labextension';
const origin = 'labextension/install.json';
const installed = `${share}/labextensions/jupyterlab-anneal`;

/**
 * The built extension, where the JupyterLab in `.venv` looks for it.
 *
 * @param {string} root
 * @returns {import('../step.mjs').Step}
 */
export function installExtensionStep(root) {
  return {
    id: 'install-extension',
    name: 'extension, installed into .venv',
    doing: 'install the JupyterLab extension',
    inputs: [built, origin],
    outputs: [installed],
    async run({ aside }) {
      const target = join(aside, installed);
      cpSync(join(root, built), target, { recursive: true });
      // tells JupyterLab's extension manager where it comes from
      cpSync(join(root, origin), join(target, 'install.json'));
    },
  };
}

/**
 * The kernelspec "TypeScript (anneal)", written by the library itself.
 *
 * @param {string} root
 * @returns {import('../step.mjs').Step}
 */
export function installKernelStep(root) {
  return {
    id: 'install-kernel',
    name: 'kernel, installed into .venv',
    doing: 'install the kernel',
    inputs: ['dist/kernel'],
    // the kernelspec holds both paths
    values: { root, node: process.execPath },
    outputs: [`${share}/kernels/anneal`],
    inPlace: true,
    async run({ must }) {
      const code = `require(${JSON.stringify(join(root, 'dist/kernel/install.js'))}).installKernel({ prefix: process.argv[1] })`;
      await must(process.execPath, ['-e', code, join(root, '.venv')]);
    },
  };
}
