import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Machine } from './machine';

/** What the commands read from the package.json of anneal. */
export interface OwnPackage {
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly peerDependencies: { readonly tslab: string };
}

/** The package.json of this installation, so that versions are written down once. */
export function ownPackage({ packageRoot }: Machine): OwnPackage {
  return JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as OwnPackage;
}
