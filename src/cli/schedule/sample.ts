import { type Command, JSON_OPTION } from '../command';
import { UsageError } from '../failure';
import { writeJson } from '../terminal/output';
import { READING, readRates, SCHEDULE_FILE } from './read';

/** More rates than this are more than a person or a pipe wants. */
const MOST = 10_000_000;

/** Rows that are written at once. */
const CHUNK = 10_000;

/** Lists the rates of a schedule. */
export const sample: Command = {
  name: 'sample',
  about: 'list the rates of a schedule, one an update',
  file: SCHEDULE_FILE,
  options: {
    steps: { type: 'string', value: 'count', about: 'how many; its own length when left out' },
    every: { type: 'string', value: 'count', about: 'one in so many updates' },
    csv: { type: 'boolean', about: 'as CSV with the columns step and lr; so it is without --json' },
    ...READING,
    json: JSON_OPTION,
  },
  examples: [
    ['anneal sample file.lrs.json --csv > rates.csv', 'for a spreadsheet'],
    ['anneal sample recipe.py --steps 100 --every 10', 'every tenth of the first hundred'],
  ],
  async run(values, context) {
    const { output } = context;
    const every = countOf('every', values.every) ?? 1;
    const wanted = countOf('steps', values.steps);
    if (values.csv && values.json) {
      throw new UsageError('Cannot run anneal sample: --csv and --json exclude each other');
    }
    const schedule = await readRates(values, context);
    const count = wanted ?? schedule.steps;
    const rates = schedule.sample(count);
    const steps = Array.from({ length: Math.ceil(count / every) }, (_, index) => index * every);
    if (values.json) {
      writeJson(
        output,
        steps.map((step) => ({ step, lr: rates[step] })),
      );
      return 0;
    }
    output.write('step,lr\n');
    for (let from = 0; from < steps.length; from += CHUNK) {
      const rows = steps.slice(from, from + CHUNK).map((step) => `${step},${rates[step]}\n`);
      output.write(rows.join(''));
    }
    return 0;
  },
};

function countOf(option: string, given: string | boolean | undefined): number | undefined {
  if (given === undefined) return undefined;
  const count = Number(given);
  if (Number.isSafeInteger(count) && count >= 1 && count <= MOST) return count;
  throw new UsageError(
    `Cannot run anneal sample: --${option} must be an integer from 1 to ${MOST}, got "${given}"`,
  );
}
