import { type Command, JSON_OPTION } from '../command';
import { writeJson } from '../terminal/output';
import { runCheck } from './check';
import { extensionCheck } from './checks/extension';
import { jupyterCheck } from './checks/jupyter';
import { kernelCheck } from './checks/kernel';
import { nodeCheck } from './checks/node';
import { tfjsNodeCheck } from './checks/tfjs-node';
import { tslabCheck } from './checks/tslab';
import { zeromqCheck } from './checks/zeromq';
import { resultLines, summaryLine } from './print';

const CHECKS = [
  nodeCheck,
  tslabCheck,
  zeromqCheck,
  tfjsNodeCheck,
  jupyterCheck,
  extensionCheck,
  kernelCheck,
];

/** Looks at everything a notebook needs. */
export const doctor: Command = {
  name: 'doctor',
  about: 'say what is wrong with Node, the kernel, TensorFlow.js or Jupyter, and how to mend it',
  options: { json: JSON_OPTION },
  examples: [
    ['anneal doctor', 'one line each; exit code 1 when there is a problem'],
    ['anneal doctor --json', 'the same for programs'],
  ],
  async run(values, { machine, output }) {
    // all at once, printed in order: most of the time is other programs starting
    const running = CHECKS.map((check) => runCheck(check, machine));
    const width = Math.max(...CHECKS.map(({ name }) => name.length));
    if (!values.json) {
      for (const result of running) {
        for (const line of resultLines(await result, width, output.colour)) {
          output.write(`${line}\n`);
        }
      }
    }
    const checks = await Promise.all(running);
    const healthy = checks.every(({ status }) => status !== 'problem');
    if (values.json) writeJson(output, { ok: healthy, checks });
    else output.write(`\n${summaryLine(checks)}\n`);
    return healthy ? 0 : 1;
  },
};
