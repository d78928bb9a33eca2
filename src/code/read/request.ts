import { fromLibrary } from '../../library/from-library';
import type { Feedback } from '../../schedule/feedback-state';
import type { Schedule } from '../../schedule/schedule';
import type { Expression } from '../syntax';
import type { Evaluation, Value } from './evaluate';
import type { Known } from './signatures';

/** A call of a class that is known, its arguments by name. */
export interface Request {
  readonly call: Expression & { kind: 'call' };
  readonly known: Known;
  readonly arguments: ReadonlyMap<string, Expression>;
}

/** What the readers of single classes work with. */
export interface Reading {
  readonly evaluation: Evaluation;
  /** Rate of the optimizer that a call names, or that the code has. */
  rateOf(request: Request): number;
  /** A function of the step, of which the code has only the text. */
  functionOf(expression: Expression): (step: number) => number;
}

/** What a call makes. */
export type Made = Schedule | Feedback;

/** Reads one class. */
export type Read = (request: Request, reading: Reading) => Made;

/** A schedule that `fromLibrary` makes, also of a class under another name or with other arguments. */
export function plain(
  request: Request,
  reading: Reading,
  { library = request.known.library, class: name = request.known.name, params = {} }: Other = {},
): Made {
  const multiplies = request.known.parameters.includes('optimizer') || name === 'ReduceLROnPlateau';
  try {
    return fromLibrary({
      library,
      class: name,
      params: { ...valuesOf(request, reading), ...params },
      ...(multiplies && { baseLr: reading.rateOf(request) }),
    });
  } catch (error) {
    throw pointed(error, request.call, reading);
  }
}

/** What is different from a call as it stands. */
export interface Other {
  readonly library?: string;
  readonly class?: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** An error about the arguments, with the place of the call. */
export function pointed(error: unknown, call: Expression, reading: Reading): unknown {
  if (!(error instanceof RangeError || error instanceof TypeError)) return error;
  if (!/^Cannot (read|build) (?!the code)/.test(error.message)) return error;
  const why = error.message.replace(/^Cannot (read|build) /, '');
  const { message } = reading.evaluation.notRead(call, why);
  return error instanceof RangeError ? new RangeError(message) : new TypeError(message);
}

/** The values of all arguments but the optimizer and what only prints. */
export function valuesOf(
  { arguments: given }: Request,
  { evaluation }: Reading,
): Record<string, Value> {
  const skipped = new Set(['optimizer', 'verbose', 'name', 'last_epoch']);
  return Object.fromEntries(
    [...given]
      .filter(
        ([name, value]) => !skipped.has(name) || (name === 'last_epoch' && !isMinusOne(value)),
      )
      .map(([name, value]) => [name, evaluation.value(value)]),
  );
}

const isMinusOne = (value: Expression): boolean =>
  value.kind === 'unary' && value.operand.kind === 'number' && value.operand.value === 1;

/** An argument that there must be. */
export const argument = (
  { arguments: given, call }: Request,
  name: string,
  { evaluation }: Reading,
): Expression => {
  const value = given.get(name);
  if (value) return value;
  throw evaluation.notRead(call, `${name} is missing`);
};
