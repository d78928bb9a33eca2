import { readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path';

/** The module name that a cursor stands in: `import … from 'tf`, `require('fs`, `import('x`. */
const INSIDE = /(?:from|import|require)\s*\(?\s*['"]([^'"\n]*)$/;

/** Completion of a module name. */
export interface ModuleCompletion {
  readonly start: number;
  readonly end: number;
  readonly candidates: readonly string[];
}

/**
 * Names that complete the module name at a cursor: Node's own, and the packages that are installed
 * in the folder or above it. `undefined` when the cursor is not in one.
 */
export function completeModuleName(
  source: string,
  position: number,
  folder: string,
): ModuleCompletion | undefined {
  const typed = INSIDE.exec(source.slice(0, position))?.[1];
  if (typed === undefined || typed.startsWith('.')) return undefined;
  const names = new Set([
    ...builtinModules.filter((name) => !name.startsWith('_')),
    ...packages(folder),
  ]);
  const candidates = [...names, ...builtinModules.map((name) => `node:${name}`)]
    .filter((name) => name.startsWith(typed))
    .sort();
  return { start: position - typed.length, end: position, candidates };
}

function packages(folder: string): string[] {
  const own = list(join(folder, 'node_modules')).flatMap((name) =>
    name.startsWith('@')
      ? list(join(folder, 'node_modules', name)).map((inner) => `${name}/${inner}`)
      : [name],
  );
  const parent = dirname(folder);
  const names = own.filter((name) => !name.startsWith('.') && !name.startsWith('@types/'));
  return parent === folder ? names : [...names, ...packages(parent)];
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
