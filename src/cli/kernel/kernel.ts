import type { Group } from '../command';
import { install } from './install';
import { list } from './list';
import { uninstall } from './uninstall';

/** The commands about the kernelspec. */
export const kernel: Group = {
  name: 'kernel',
  about: 'install, list or remove the Jupyter kernel "TypeScript (anneal)"',
  commands: [install, list, uninstall],
  examples: [
    ['anneal kernel install', 'into the active environment, else for this user'],
    ['anneal kernel list', 'where Jupyter looks, and what is there'],
    ['anneal kernel uninstall --user', 'remove it again'],
  ],
};
