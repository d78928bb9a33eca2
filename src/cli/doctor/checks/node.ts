import { ownPackage } from '../../own-package';
import { type Check, ok, problem } from '../check';
import { inRange } from '../version-range';

/** Whether this Node is one that anneal supports. */
export const nodeCheck: Check = {
  id: 'node',
  name: 'Node',
  look(machine) {
    const { path, version } = machine.node;
    const range = ownPackage(machine).engines.node;
    const found = `${version} (${path})`;
    if (inRange(version, range)) return ok(found);
    return problem(
      `${found}, but ${range} is needed`,
      'install Node 22 or 20, e.g. nvm install 22, then npm ci or npm install once more',
    );
  },
};
