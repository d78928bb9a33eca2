import { TARGETS, type Target, toCode } from '../../code';
import { type Command, JSON_OPTION } from '../command';
import { Failure, suggestion, UsageError } from '../failure';
import { nearest } from '../nearest';
import { writeJson } from '../terminal/output';
import { forCommandLine, READING, readSchedule, SCHEDULE_FILE } from './read';

/** What can be written: code, or the spec itself. */
const WRITABLE = [...TARGETS, 'spec'] as const;

/** Reads a schedule and writes it for another library. */
export const convert: Command = {
  name: 'convert',
  about: 'write a schedule as code of another library',
  file: SCHEDULE_FILE,
  options: {
    to: { type: 'string', value: 'target', about: `one of ${WRITABLE.join(', ')}` },
    ...READING,
    json: JSON_OPTION,
  },
  examples: [
    ['anneal convert recipe.py --to typescript', 'a PyTorch recipe for a notebook'],
    ['anneal convert warmup.lrs.json --to optax > schedule.py', 'into a file'],
    ['anneal convert - --to spec --set initial_lr=0.1 < recipe.py', 'from standard input'],
  ],
  async run(values, context) {
    const target = targetOf(values.to);
    const schedule = await readSchedule(values, context);
    if (target === 'spec') {
      writeJson(context.output, schedule.spec);
      return 0;
    }
    const code = written(schedule, target);
    if (values.json) writeJson(context.output, { target, code });
    else context.output.write(code);
    return 0;
  },
};

function written(schedule: Parameters<typeof toCode>[0], target: Target): string {
  try {
    return toCode(schedule, target);
  } catch (error) {
    throw new Failure(forCommandLine(error));
  }
}

function targetOf(given: string | boolean | undefined): Target | 'spec' {
  const found = WRITABLE.find((one) => one === given);
  if (found) return found;
  if (given === undefined) {
    throw new UsageError(
      `Cannot run anneal convert: --to is missing; there is ${WRITABLE.join(', ')}`,
    );
  }
  const meant = nearest(String(given), WRITABLE);
  throw new UsageError(
    `Cannot run anneal convert: there is no target ${given}${suggestion(meant, WRITABLE)}`,
  );
}
