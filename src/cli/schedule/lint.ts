import { type Finding, lint as findingsOf } from '../../schedule';
import { type Command, JSON_OPTION } from '../command';
import { mark } from '../terminal/mark';
import { writeJson } from '../terminal/output';
import { READING, readSchedule, SCHEDULE_FILE } from './read';

/** Looks for what is likely to be a mistake. */
export const lint: Command = {
  name: 'lint',
  about: 'say what is likely to be a mistake in a schedule',
  file: SCHEDULE_FILE,
  options: {
    name: {
      type: 'string',
      value: 'label',
      about: 'what it is meant to be, such as "cosine with warm-up"',
    },
    ...READING,
    json: JSON_OPTION,
  },
  examples: [
    ['anneal lint file.lrs.json --plan steps=10000', 'exit code 1 when there is a finding'],
    ['anneal lint recipe.py --name "cosine with warm-up"', 'whether it is what it is called'],
    ['anneal lint file.lrs.json --json', 'for programs, with specs that mend'],
  ],
  async run(values, context) {
    const { output } = context;
    const read = await readSchedule(values, context);
    const schedule = typeof values.name === 'string' ? read.named(values.name) : read;
    const findings = findingsOf(schedule);
    if (values.json) writeJson(output, { findings });
    else if (findings.length === 0) output.write(`${mark('ok', output.colour)} ${schedule}\n`);
    else for (const finding of findings) output.write(`${lineOf(finding, output.colour)}\n`);
    return findings.length === 0 ? 0 : 1;
  },
};

const lineOf = ({ rule, at, message, fix }: Finding, colour: boolean): string =>
  `${mark('warning', colour)} step ${at}: ${message} (${rule})${fix ? `; ${fix.message}` : ''}`;
