import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kernelSpec, LOGO } from './kernel-spec';

/** Folder of the kernelspec, and the name by which notebooks ask for it. */
export const KERNEL_NAME = 'anneal';

/**
 * Writes the kernelspec under a prefix, whole or not at all.
 *
 * @param prefix What holds `share/jupyter`, such as a virtual environment.
 * @returns The folder of the kernelspec.
 */
export function installKernel({ prefix }: { prefix: string }): string {
  const kernels = join(prefix, 'share', 'jupyter', 'kernels');
  const folder = join(kernels, KERNEL_NAME);
  const aside = join(kernels, `.${KERNEL_NAME}-${process.pid}`);
  mkdirSync(aside, { recursive: true });
  writeFileSync(join(aside, 'kernel.json'), `${JSON.stringify(kernelSpec(), null, 2)}\n`);
  writeFileSync(join(aside, 'logo-svg.svg'), LOGO);
  rmSync(folder, { recursive: true, force: true });
  renameSync(aside, folder);
  return folder;
}
