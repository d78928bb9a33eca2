import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fromCode, type Names } from '../../code';
import { fromSpec } from '../../library';
import { type Feedback, isSchedule, type Plan, type Schedule } from '../../schedule';
import type { Context, FileArgument, Option, Values } from '../command';
import { Failure, UsageError } from '../failure';

/** A file with a schedule in it. */
export const SCHEDULE_FILE: FileArgument = {
  about: 'a spec (*.lrs.json), Python or TypeScript; - is standard input',
};

/** Options of every command that reads a schedule. */
export const READING: Readonly<Record<string, Option>> = {
  plan: {
    type: 'string',
    value: 'facts',
    about: 'what turns epochs into updates: examples=60000,batchSize=64,epochs=10',
  },
  set: {
    type: 'string',
    value: 'names',
    about: 'what the code does not say: initial_lr=0.1,len(loader)=938',
  },
  variable: {
    type: 'string',
    value: 'name',
    about: 'the variable to read, where the code has several schedules',
  },
};

/**
 * The schedule in a file, its plan applied.
 *
 * @throws Failure that begins with the file and says what is wrong with it.
 */
export async function readSchedule(values: Values, context: Context): Promise<Schedule | Feedback> {
  const file = values.file as string;
  const names = pairs('set', values.set) as Names;
  const plan = pairs('plan', values.plan) as Plan;
  const text = await contents(file, context);
  try {
    const read = isSpec(text)
      ? fromSpec(text)
      : fromCode(text, {
          names,
          ...(typeof values.variable === 'string' && { variable: values.variable }),
        });
    return Object.keys(plan).length > 0 ? read.withPlan(plan) : read;
  } catch (error) {
    throw new Failure(`${file === '-' ? 'standard input' : file}: ${forCommandLine(error)}`);
  }
}

/** The same, which must be a function of the step. */
export async function readRates(values: Values, context: Context): Promise<Schedule> {
  const schedule = await readSchedule(values, context);
  if (isSchedule(schedule)) return schedule;
  throw new Failure(
    `${values.file}: its rates follow from a metric, not from the step, so there is nothing to list before a run`,
  );
}

async function contents(file: string, { machine, input }: Context): Promise<string> {
  if (file === '-') return input();
  try {
    return readFileSync(resolve(machine.cwd, file), 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'there is no such file' : message;
    throw new Failure(`Cannot read ${file}: ${why}`);
  }
}

const isSpec = (text: string): boolean => /^\s*\{/.test(text) && /"family"\s*:/.test(text);

/** A message whose remedy is an option of the command instead of an argument of a function. */
export function forCommandLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error))
    .replace(/, as in fromCode\(text, \{ names: \{ '?([^:']+)'?: … \} \}\)/, ": --set '$1=…'")
    .replace(/: fromCode\(text, \{ variable: '(.*)' \}\)/, ': --variable $1')
    .replace(/schedule\.withPlan\(\{.*\}\)/, '--plan examples=…,batchSize=…,epochs=…');
}

/** `a=1,b=2`; a comma inside brackets belongs to the name. */
function pairs(
  option: string,
  given: string | boolean | undefined,
): Record<string, number | string | boolean> {
  if (typeof given !== 'string') return {};
  return Object.fromEntries(
    given.split(/,(?![^(]*\))/).map((pair) => {
      const at = pair.lastIndexOf('=');
      const [name, value] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
      if (at > 0 && name && value) return [name, readValue(value)];
      throw new UsageError(`Cannot read --${option}: "${pair}" must be name=value`);
    }),
  );
}

function readValue(text: string): number | string | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  const number = Number(text);
  return Number.isNaN(number) ? text : number;
}
