import { ownPackage } from '../../own-package';
import { type Check, ok, problem } from '../check';
import { findPackage } from '../find-package';

/** Whether the kernel finds the one tslab whose insides it knows. */
export const tslabCheck: Check = {
  id: 'tslab',
  name: 'tslab',
  look(machine) {
    const wanted = ownPackage(machine).peerDependencies.tslab;
    const remedy = `npm install tslab@${wanted}`;
    const tslab = findPackage('tslab', [machine.packageRoot]);
    if (!tslab) return problem('not installed where anneal is; the kernel runs on it', remedy);
    const found = `${tslab.version} (${tslab.folder})`;
    if (tslab.version === wanted) return ok(found);
    return problem(`${found}, but the kernel is made for ${wanted}`, remedy);
  },
};
