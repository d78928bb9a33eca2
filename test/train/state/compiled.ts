import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { rolldown } from 'rolldown';

/** The training half of the library as plain JavaScript. */
export interface Compiled {
  /** The folder that holds `train` and `schedule`, file by file. */
  readonly folder: string;
  remove(): void;
}

/**
 * Compiles the training half of the library, for processes of their own that can be killed. It lies
 * below `node_modules`, where it finds TensorFlow.js and nobody else finds it.
 */
export async function compiled(): Promise<Compiled> {
  const cache = resolve('node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'anneal-test-'));
  const bundle = await rolldown({
    input: ['src/train/index.ts', 'src/schedule/index.ts'],
    platform: 'node',
    external: (id) => !/^[./]/.test(id),
    treeshake: false,
  });
  await bundle.write({
    dir: folder,
    format: 'cjs',
    exports: 'named',
    preserveModules: true,
    preserveModulesRoot: 'src',
  });
  await bundle.close();
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
