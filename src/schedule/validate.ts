import type { AnyFamily, Issue, Param } from './family';
import { parseLength } from './length';

/**
 * Complaints about options, in the order of the parameters; none when the schedule can be built.
 *
 * @example
 * assert.equal(validate(cosineFamily, { steps: 0 })[0].message, 'steps must be an integer of at least 1, got 0');
 */
export function validate(family: AnyFamily, options: Readonly<Record<string, unknown>>): Issue[] {
  const issues = Object.keys(options)
    .filter((name) => !Object.hasOwn(family.params, name))
    .map((name) => unknownOption(family, name, options[name]));
  for (const [name, param] of Object.entries(family.params)) {
    const value = options[name];
    const problem = value === undefined ? undefined : problemOf(param, value);
    if (problem)
      issues.push({ param: name, value, ...problem, message: `${name} ${problem.message}` });
  }
  const together = issues.length === 0 ? family.check?.(options) : undefined;
  return together ? [together] : issues;
}

/** Throws the first of some complaints: a TypeError for the wrong kind, a RangeError for the rest. */
export function throwFirst(issues: readonly Issue[], making: string, path = ''): void {
  const issue = issues[0];
  if (!issue) return;
  const message = `Cannot build ${making}: ${path}${issue.message}`;
  throw issue.kind === 'type' ? new TypeError(message) : new RangeError(message);
}

type Problem = Pick<Issue, 'kind' | 'message'>;

function problemOf(param: Param, value: unknown): Problem | undefined {
  switch (param.kind) {
    case 'rate':
      return rateProblem(value, param.positive);
    case 'number':
      return numberProblem(value, param);
    case 'length':
      return lengthProblem(value, param.min ?? 1);
    case 'lengths':
      if (!Array.isArray(value))
        return { kind: 'type', message: `must be a list of lengths, got ${show(value)}` };
      return tooLong(value) ?? value.map((one) => lengthProblem(one, 1)).find((problem) => problem);
    case 'rates':
      if (!Array.isArray(value) || value.length === 0)
        return { kind: 'type', message: `must be a list of rates, got ${show(value)}` };
      return tooLong(value) ?? value.map((one) => rateProblem(one)).find((problem) => problem);
    case 'flag':
      if (typeof value === 'boolean') return undefined;
      return { kind: 'type', message: `must be true or false, got ${show(value)}` };
    case 'data':
      return dataProblem(value);
    case 'function':
      if (typeof value === 'function') return undefined;
      return { kind: 'type', message: `must be a function of the step, got ${show(value)}` };
    case 'choice':
      if (param.options.includes(value as string)) return undefined;
      return {
        kind: 'range',
        message: `must be one of ${param.options.map(show).join(', ')}, got ${show(value)}`,
      };
  }
}

/** Rates above this are no rates, and products of a few of them no numbers. */
const HIGHEST_RATE = 1e12;
/** Entries of a list: more than anybody writes, few enough to look at in a moment. */
const MOST_ENTRIES = 100_000;

function rateProblem(value: unknown, positive?: true): Problem | undefined {
  const problem = numberProblem(value, { min: 0, exclusive: positive });
  if (problem || (value as number) <= HIGHEST_RATE) return problem;
  return { kind: 'range', message: `must be at most ${HIGHEST_RATE}, got ${value}` };
}

function tooLong(list: readonly unknown[]): Problem | undefined {
  if (list.length <= MOST_ENTRIES) return undefined;
  return {
    kind: 'range',
    message: `must have at most ${MOST_ENTRIES} entries, got ${list.length}`,
  };
}

function dataProblem(value: unknown): Problem | undefined {
  const fits = (one: unknown): boolean =>
    typeof one === 'number' || typeof one === 'string' || typeof one === 'boolean';
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { kind: 'type', message: `must be an object, got ${show(value)}` };
  }
  const wrong = Object.entries(value).find(
    ([, one]) => !(Array.isArray(one) ? one.every(fits) : fits(one)),
  );
  if (!wrong) return undefined;
  return {
    kind: 'type',
    message: `must hold numbers, words and flags, got ${show(wrong[1])} for ${show(wrong[0])}`,
  };
}

function numberProblem(
  value: unknown,
  {
    min = -Infinity,
    max = Infinity,
    exclusive = false,
  }: { min?: number; max?: number; exclusive?: boolean },
): Problem | undefined {
  if (typeof value !== 'number')
    return { kind: 'type', message: `must be a number, got ${show(value)}` };
  const inside = exclusive ? value > min && value < max : value >= min && value <= max;
  if (inside && Number.isFinite(value)) return undefined;
  const bounds = [
    min > -Infinity ? `${exclusive ? 'above' : 'at least'} ${min}` : '',
    max < Infinity ? `${exclusive ? 'below' : 'at most'} ${max}` : '',
  ].filter(Boolean);
  return {
    kind: 'range',
    message: `${['must be a finite number', bounds.join(' and ')].filter(Boolean).join(' ')}, got ${value}`,
  };
}

function lengthProblem(value: unknown, min: number): Problem | undefined {
  const length = parseLength(value);
  if (!length) {
    return {
      kind: typeof value === 'string' ? 'range' : 'type',
      message: `must be a number of updates or text such as '10ep', '500ba', '5%' or '0.1dur', got ${show(value)}`,
    };
  }
  const { amount, unit } = length;
  if (unit === 'step' && !(Number.isSafeInteger(amount) && amount >= min)) {
    return { kind: 'range', message: `must be an integer of at least ${min}, got ${amount}` };
  }
  if (!Number.isFinite(amount) || amount < 0 || (amount === 0 && min > 0)) {
    return {
      kind: 'range',
      message: `must be ${min > 0 ? 'above' : 'at least'} 0, got ${show(value)}`,
    };
  }
  return undefined;
}

/** The complaint about a list of steps that does not ascend; lengths with units are left to the plan. */
export function notAscending(param: string, list: unknown): Issue | undefined {
  const steps = (list as readonly unknown[] | undefined) ?? [];
  const index = steps.findIndex(
    (step, i) => i > 0 && typeof step === 'number' && step <= Number(steps[i - 1]),
  );
  if (index < 0) return undefined;
  const message = `${param} must ascend, got ${steps[index - 1]} before ${steps[index]}`;
  return { param, value: list, message, kind: 'range' };
}

function unknownOption(family: AnyFamily, name: string, value: unknown): Issue {
  const names = Object.keys(family.params);
  return {
    param: name,
    value,
    kind: 'type',
    message: `there is no option ${show(name)}; it takes ${names.length ? names.join(', ') : 'no options'}`,
  };
}

/** A value as short text for a message: strings are cut and quoted, objects named by their kind. */
export function show(value: unknown): string {
  if (typeof value === 'string') return `'${value.length > 40 ? `${value.slice(0, 40)}…` : value}'`;
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}
