import { accessSync, constants, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Machine } from './machine';

/**
 * The first program of some names in a list of folders.
 *
 * @param names Without an ending; on Windows those of PATHEXT are tried.
 * @param folders Without it, the folders of PATH.
 */
export function findProgram(
  machine: Machine,
  names: readonly string[],
  folders: readonly string[] = pathFolders(machine),
): string | undefined {
  const endings =
    machine.platform === 'win32'
      ? (machine.env.PATHEXT ?? '.EXE;.CMD;.BAT').split(';').map((ending) => ending.toLowerCase())
      : [''];
  return folders
    .flatMap((folder) => names.flatMap((name) => endings.map((end) => join(folder, name + end))))
    .find(isProgram);
}

/** Where an environment of Python keeps its programs. */
export const programsOf = (environment: string, { platform }: Machine): string =>
  join(environment, platform === 'win32' ? 'Scripts' : 'bin');

function pathFolders({ env, platform }: Machine): string[] {
  return (env.PATH ?? '').split(platform === 'win32' ? ';' : ':').filter(Boolean);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
