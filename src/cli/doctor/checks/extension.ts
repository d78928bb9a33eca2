import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { Machine } from '../../machine';
import { findJupyter } from '../../python';
import { runProgram } from '../../run-program';
import { type Check, ok, problem, warning } from '../check';

const NAME = 'jupyterlab-anneal';

/** Whether JupyterLab draws the charts itself. */
export const extensionCheck: Check = {
  id: 'extension',
  name: 'extension',
  async look(machine) {
    const jupyter = findJupyter(machine);
    if (!jupyter)
      return warning('not looked for, as there is no jupyter', 'install JupyterLab (see above)');
    const ran = await runProgram(machine, jupyter, ['labextension', 'list'], { limit: 60 });
    // the list goes to the error output
    const lines = stripVTControlCharacters(`${ran.out}\n${ran.err}`).split('\n');
    const line = lines.map((text) => text.trim()).find((text) => text.startsWith(`${NAME} `));
    if (!line && !ran.ok) {
      return problem(
        `jupyter labextension list fails: ${ran.why}`,
        'install JupyterLab (see above)',
      );
    }
    if (!line) {
      return warning('not installed: charts show as still pictures', remedyFor(machine));
    }
    if (/\bdisabled\b/.test(line)) {
      return problem(`disabled: ${line}`, `${jupyter} labextension enable ${NAME}`);
    }
    if (/\benabled\b.*\bOK\b/.test(line)) return ok(line);
    return problem(`not in order: ${line}`, remedyFor(machine));
  },
};

function remedyFor({ packageRoot }: Machine): string {
  return existsSync(join(packageRoot, 'labextension', 'package.json'))
    ? 'npm start, which builds and installs it'
    : 'pip install ./labextension in a clone of anneal, into the environment of this jupyter';
}
