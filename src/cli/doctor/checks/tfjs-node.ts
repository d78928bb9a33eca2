import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Machine } from '../../machine';
import { runProgram } from '../../run-program';
import { type Check, type Finding, ok, problem, warning } from '../check';
import { findPackage } from '../find-package';

const NAME = '@tensorflow/tfjs-node';

/** Whether models train natively; in a process of its own, for a broken addon can end it. */
export const tfjsNodeCheck: Check = {
  id: 'tfjs-node',
  name: 'tfjs-node',
  async look(machine) {
    const native = findPackage(NAME, [machine.cwd, machine.packageRoot]);
    if (!native) {
      return warning(
        'not installed: schedules and charts work, models cannot be trained',
        `npm install ${NAME}@4.22.0`,
      );
    }
    const remedy = remedyFor(machine, native.folder);
    if (!hasAddon(native.folder)) {
      return warning(
        `${native.version} without its addon: models train in pure JavaScript, about 40 times slower`,
        remedy,
      );
    }
    return train(machine, native, remedy);
  },
};

/** Loads it and adds two numbers, since a Node that is too new fails only there. */
async function train(
  machine: Machine,
  { folder, version }: { readonly folder: string; readonly version: string },
  remedy: string,
): Promise<Finding> {
  const code = `const tf = require(${JSON.stringify(folder)});
    tf.ready().then(() => tf.add(1, 2).data()).then(([sum]) => console.log(tf.getBackend(), sum));`;
  const ran = await runProgram(machine, machine.node.path, ['-e', code], {
    limit: 60,
    env: { TF_CPP_MIN_LOG_LEVEL: '2' },
  });
  if (!ran.ok) return problem(`${version}, does not load: ${ran.why}`, remedy);
  const answer = ran.out.trim().split('\n').at(-1);
  if (answer === 'tensorflow 3') return ok(`${version}, backend tensorflow (${folder})`);
  return problem(`${version}, answers "${answer}" instead of "tensorflow 3"`, remedy);
}

/** The addon is in `lib/napi-v<n>`, by the newest Node-API that it was built for. */
function hasAddon(folder: string): boolean {
  const lib = join(folder, 'lib');
  return (
    existsSync(lib) &&
    readdirSync(lib).some((name) => existsSync(join(lib, name, 'tfjs_binding.node')))
  );
}

/** A clone of anneal builds the addon itself; elsewhere it is the package's own installer. */
function remedyFor({ packageRoot }: Machine, folder: string): string {
  return existsSync(join(packageRoot, 'scripts', 'start.mjs'))
    ? 'npm start, which says why when it cannot mend it'
    : `npm rebuild ${NAME} (in ${join(folder, '..', '..', '..')}), which downloads or compiles the addon`;
}
