import { runProgram } from '../../run-program';
import { type Check, ok, problem } from '../check';
import { type FoundPackage, findPackage } from '../find-package';

/** Whether what the kernel talks to Jupyter with can be loaded; in a process of its own, for it is native. */
export const zeromqCheck: Check = {
  id: 'zeromq',
  name: 'zeromq',
  async look(machine) {
    const { packageRoot } = machine;
    const tslab = findPackage('tslab', [packageRoot]);
    const zeromq = findPackage('zeromq', tslab ? [tslab.folder, packageRoot] : [packageRoot]);
    if (!zeromq) return problem('not installed; it comes with tslab', remedyFor(tslab));
    const load = `require(${JSON.stringify(zeromq.folder)})`;
    const ran = await runProgram(machine, machine.node.path, ['-e', load], { limit: 30 });
    if (ran.ok) return ok(`${zeromq.version}, loads`);
    return problem(`${zeromq.version}, does not load: ${ran.why}`, 'npm rebuild zeromq');
  },
};

const remedyFor = (tslab: FoundPackage | undefined): string =>
  tslab ? 'npm install, for what tslab needs is incomplete' : 'install tslab (see above)';
