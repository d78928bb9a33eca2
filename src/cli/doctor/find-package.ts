import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A package that Node would load. */
export interface FoundPackage {
  readonly folder: string;
  readonly version: string;
}

/**
 * Looks for a package as `require` does.
 *
 * @param from Folders of those who would load it; the first that finds it decides.
 */
export function findPackage(name: string, from: readonly string[]): FoundPackage | undefined {
  for (const folder of from) {
    const file = resolve(`${name}/package.json`, folder);
    if (!file) continue;
    const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
    return { folder: dirname(file), version };
  }
  return undefined;
}

function resolve(request: string, folder: string): string | undefined {
  try {
    return createRequire(join(folder, 'package.json')).resolve(request);
  } catch {
    return undefined;
  }
}
