import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type KernelSpec, kernelSpec, LOGO } from './kernel-spec';

/** Folder of the kernelspec, and the name by which notebooks ask for it. */
export const KERNEL_NAME = 'anneal';

/** Where Jupyter looks for kernelspecs under a prefix, such as a virtual environment. */
export const kernelsUnder = (prefix: string): string => join(prefix, 'share', 'jupyter', 'kernels');

/**
 * Writes the kernelspec under a prefix, whole or not at all; one that is there is replaced.
 *
 * @param prefix What holds `share/jupyter`, such as a virtual environment.
 * @returns The folder of the kernelspec.
 */
export function installKernel({ prefix }: { prefix: string }): string {
  return installKernelInto(kernelsUnder(prefix));
}

/**
 * Writes the kernelspec into a folder of kernelspecs, whole or not at all; one that is there is replaced.
 *
 * @param kernels One of the folders where Jupyter looks.
 * @param spec Without it, the kernelspec of this installation.
 * @returns The folder of the kernelspec.
 */
export function installKernelInto(kernels: string, spec: KernelSpec = kernelSpec()): string {
  const folder = join(kernels, KERNEL_NAME);
  const next = asideOf(kernels, 'next');
  try {
    mkdirSync(next, { recursive: true });
    writeFileSync(join(next, 'logo-svg.svg'), LOGO);
    // last, for Jupyter lists every folder that has one
    writeFileSync(join(next, 'kernel.json'), `${JSON.stringify(spec, null, 2)}\n`);
    const restore = existsSync(folder) ? moveAside(kernels) : undefined;
    try {
      renameSync(next, folder);
    } catch (error) {
      restore?.();
      throw error;
    }
  } finally {
    for (const kind of ['next', 'last'] as const) {
      rmSync(asideOf(kernels, kind), { recursive: true, force: true });
    }
  }
  return folder;
}

/**
 * Removes the kernelspec named `anneal` from a folder of kernelspecs, whoever wrote it.
 *
 * @param kernels One of the folders where Jupyter looks.
 */
export function removeKernelFrom(kernels: string): void {
  moveAside(kernels);
  rmSync(asideOf(kernels, 'last'), { recursive: true, force: true });
}

/** A rename, so that Jupyter never sees half a kernelspec; returns what takes it back. */
function moveAside(kernels: string): () => void {
  const folder = join(kernels, KERNEL_NAME);
  const last = asideOf(kernels, 'last');
  rmSync(last, { recursive: true, force: true });
  renameSync(folder, last);
  return () => renameSync(last, folder);
}

const asideOf = (kernels: string, kind: 'next' | 'last'): string =>
  join(kernels, `.${KERNEL_NAME}-${process.pid}-${kind}`);
