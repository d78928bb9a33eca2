import { join } from 'node:path';

/** What Jupyter reads to start the kernel. */
export interface KernelSpec {
  readonly argv: readonly string[];
  readonly display_name: string;
  readonly language: 'typescript';
  readonly interrupt_mode: 'signal';
  readonly env: Readonly<Record<string, string>>;
}

/** The kernelspec of this installation: this Node, and the launcher beside this file. */
export function kernelSpec(): KernelSpec {
  return {
    argv: [process.execPath, join(__dirname, 'launcher.js'), '--config-path', '{connection_file}'],
    display_name: 'TypeScript (anneal)',
    language: 'typescript',
    // the other mode, 'message', is a request that tslab does not know
    interrupt_mode: 'signal',
    // TensorFlow's C++ notes would go to the cell's error output
    env: { TF_CPP_MIN_LOG_LEVEL: '2' },
  };
}

/** A warm-up and a cosine: the launcher's picture of the kernel. */
export const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
<rect width="64" height="64" rx="10" fill="#1c61d0"/>
<path d="M10 52 20 14C38 14 38 52 56 52" fill="none" stroke="#fff" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/>
</svg>
`;
