import { join } from 'node:path';
import { isKnownTslab } from './tslab';

/** What Jupyter reads to start the kernel. */
export interface KernelSpec {
  readonly argv: readonly string[];
  readonly display_name: string;
  readonly language: 'typescript';
  readonly interrupt_mode: 'signal' | 'message';
  readonly env: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** A loop that is ended from outside leaves Node's bookkeeping of callbacks as it was in the loop; a check would end the process. */
const NODE_FLAGS = ['--no-force-async-hooks-checks'];

/** Set to 1, the compiler reads every file once: what changes under the running kernel is not seen. */
export const FREEZE_FILES = 'ANNEAL_FREEZE_FILES';

/** Says whose kernelspec it is, also when the launcher it names is gone. */
export const SPEC_OWNER = 'anneal';

/**
 * The kernelspec of an installation.
 *
 * @param options.node What runs the launcher; without it, this Node.
 * @param options.launcher Without it, the launcher beside this file.
 * @param options.freezeFiles Whether files that change under a running kernel are not read again.
 */
export function kernelSpec({
  node = process.execPath,
  launcher = join(__dirname, 'launcher.js'),
  freezeFiles = false,
}: {
  readonly node?: string;
  readonly launcher?: string;
  readonly freezeFiles?: boolean;
} = {}): KernelSpec {
  return {
    argv: [node, ...NODE_FLAGS, launcher, '--config-path', '{connection_file}'],
    display_name: 'TypeScript (anneal)',
    language: 'typescript',
    // a message reaches the kernel's control thread also while a loop holds the main one; tslab itself knows signals only
    interrupt_mode: isKnownTslab() ? 'message' : 'signal',
    // TensorFlow's C++ notes would go to the cell's error output
    env: { TF_CPP_MIN_LOG_LEVEL: '2', ...(freezeFiles && { [FREEZE_FILES]: '1' }) },
    metadata: { package: SPEC_OWNER },
  };
}

/** A warm-up and a cosine: the launcher's picture of the kernel. */
export const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
<rect width="64" height="64" rx="10" fill="#1c61d0"/>
<path d="M10 52 20 14C38 14 38 52 56 52" fill="none" stroke="#fff" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/>
</svg>
`;
