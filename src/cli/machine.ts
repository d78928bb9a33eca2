import { homedir } from 'node:os';
import { join } from 'node:path';

/** What the commands know of the computer; tests make one up. */
export interface Machine {
  readonly cwd: string;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** The Node that runs, and that an installed kernelspec will name. */
  readonly node: { readonly path: string; readonly version: string };
  /** Folder of the anneal package. */
  readonly packageRoot: string;
}

/** The computer this process runs on. */
export function thisMachine(): Machine {
  return {
    cwd: process.cwd(),
    home: homedir(),
    env: process.env,
    platform: process.platform,
    node: { path: process.execPath, version: process.versions.node },
    // two up from dist/cli as from src/cli
    packageRoot: join(__dirname, '..', '..'),
  };
}

/** The file a kernelspec of this installation runs. */
export const launcherOf = ({ packageRoot }: Machine): string =>
  join(packageRoot, 'dist', 'kernel', 'launcher.js');
