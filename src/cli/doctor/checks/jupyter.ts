import { findJupyter } from '../../python';
import { runProgram } from '../../run-program';
import { type Check, ok, problem } from '../check';
import { inRange } from '../version-range';

const WANTED = '4.5';

/** Whether there is a JupyterLab that is new enough. */
export const jupyterCheck: Check = {
  id: 'jupyter',
  name: 'JupyterLab',
  async look(machine) {
    const install = `pip install "jupyterlab>=${WANTED}"`;
    const jupyter = findJupyter(machine);
    if (!jupyter) {
      return problem(
        'jupyter is neither on PATH nor in .venv',
        `${install}, or npm start in a clone of anneal`,
      );
    }
    const ran = await runProgram(machine, jupyter, ['lab', '--version'], { limit: 60 });
    const version = ran.out.trim().split('\n').at(-1) ?? '';
    if (!ran.ok || !/^\d/.test(version)) {
      return problem(
        `${jupyter} has no JupyterLab that starts: ${ran.why || 'no version'}`,
        install,
      );
    }
    const found = `${version} (${jupyter})`;
    if (inRange(version, `>=${WANTED}`)) return ok(found);
    return problem(`${found}, but ${WANTED} or newer is needed`, install);
  },
};
