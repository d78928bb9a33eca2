import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { KERNEL_NAME } from '../../kernel/install';
import { SPEC_OWNER } from '../../kernel/kernel-spec';

/** A file a kernelspec names. */
export interface NamedFile {
  readonly path: string;
  readonly exists: boolean;
}

/** The kernelspec named `anneal` in a folder. */
export interface InstalledKernel {
  readonly folder: string;
  /** Whether it runs a launcher of anneal; others may have taken the name. */
  readonly ours: boolean;
  readonly displayName: string;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly node?: NamedFile;
  readonly launcher?: NamedFile;
}

/** Reads the kernelspec named `anneal` of a folder of kernelspecs, if there is one. */
export function installedKernel(kernels: string): InstalledKernel | undefined {
  const folder = join(kernels, KERNEL_NAME);
  return existsSync(folder) ? readKernel(folder) : undefined;
}

/** Reads the kernelspec of a folder; one that cannot be read is nobody's. */
export function readKernel(folder: string): InstalledKernel {
  const spec = readJson(join(folder, 'kernel.json')) ?? {};
  const argv = Array.isArray(spec.argv) ? spec.argv.map(String) : [];
  const displayName = typeof spec.display_name === 'string' ? spec.display_name : 'unreadable';
  const env = isRecord(spec.env) ? (spec.env as Record<string, string>) : {};
  const kernel = { folder, ours: false, displayName, argv, env };
  const [node, ...rest] = argv;
  const launcher = rest.find((part) => /[\\/]kernel[\\/]launcher\.js$/.test(part));
  if (!node || !launcher) return kernel;
  const marked = isRecord(spec.metadata) && spec.metadata.package === SPEC_OWNER;
  const ours = marked || packageNameOf(launcher) === SPEC_OWNER;
  return ours ? { ...kernel, ours, node: named(node), launcher: named(launcher) } : kernel;
}

/** What starts a kernel, for a message about one that is not ours. */
export const describeForeign = ({ displayName, argv }: InstalledKernel): string =>
  argv.length > 0
    ? `"${displayName}", started by ${argv.join(' ')}`
    : 'one whose kernel.json cannot be read';

/** Two up from `dist/kernel`. */
function packageNameOf(launcher: string): unknown {
  return readJson(join(dirname(launcher), '..', '..', 'package.json'))?.name;
}

// a bare name such as `node` is looked up by Jupyter, so it is not for us to miss it
const named = (path: string): NamedFile => ({
  path,
  exists: !isAbsolute(path) || existsSync(path),
});

function readJson(file: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
