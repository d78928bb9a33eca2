import { fromLibrary } from '../../library/from-library';
import type { LibraryRequest } from '../../library/request';
import { product, sequence } from '../../schedule/combine';
import type { Feedback } from '../../schedule/feedback-state';
import { isFeedback, isSchedule, type Schedule } from '../../schedule/schedule';
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

type Made = Schedule | Feedback;

/** A schedule from a call: by `fromLibrary`, or, where the class takes other schedules, from those. */
export function schedule(request: Request, reading: Reading): Made {
  const own = SPECIAL[`${request.known.library}.${request.known.name}`];
  return own ? own(request, reading) : plain(request, reading);
}

function plain(request: Request, reading: Reading, changes: Partial<LibraryRequest> = {}): Made {
  const { known, call } = request;
  const params: Record<string, unknown> = { ...valuesOf(request, reading), ...changes.params };
  const multiplies =
    request.known.parameters.includes('optimizer') || known.name === 'ReduceLROnPlateau';
  try {
    return fromLibrary({
      library: known.library,
      class: changes.class ?? known.name,
      params,
      ...(multiplies && { baseLr: reading.rateOf(request) }),
    });
  } catch (error) {
    throw pointed(error, call, reading);
  }
}

/** An error about the arguments, with the place of the call. */
function pointed(error: unknown, call: Expression, reading: Reading): unknown {
  if (!(error instanceof RangeError || error instanceof TypeError)) return error;
  if (!/^Cannot (read|build) (?!the code)/.test(error.message)) return error;
  const why = error.message.replace(/^Cannot (read|build) /, '');
  const { message } = reading.evaluation.notRead(call, why);
  return error instanceof RangeError ? new RangeError(message) : new TypeError(message);
}

/** The values of all arguments but the optimizer and what only prints. */
function valuesOf({ arguments: given }: Request, { evaluation }: Reading): Record<string, Value> {
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

type Read = (request: Request, reading: Reading) => Made;

const argument = (
  { arguments: given, call }: Request,
  name: string,
  { evaluation }: Reading,
): Expression => {
  const value = given.get(name);
  if (value) return value;
  throw evaluation.notRead(call, `${name} is missing`);
};

/** Schedules that are arguments of another. */
function parts(request: Request, name: string, reading: Reading): Made[] {
  const list = argument(request, name, reading);
  const values = reading.evaluation.value(list);
  if (Array.isArray(values) && values.every((one) => isSchedule(one) || isFeedback(one)))
    return values as Made[];
  throw reading.evaluation.notRead(list, `${name} must be a list of schedules`);
}

/** PyTorch's schedulers that only multiply the rate they find, so that a chain of them is a product. */
const CHAINABLE = /^(StepLR|MultiStepLR|ExponentialLR|ConstantLR|LinearLR|PolynomialLR)$/;

const SPECIAL: Readonly<Record<string, Read>> = {
  'torch.SequentialLR'(request, reading) {
    const all = parts(request, 'schedulers', reading);
    const list = argument(request, 'milestones', reading);
    const milestones = reading.evaluation.value(list) as number[];
    const ascend = milestones.every((one, index) => one > (milestones[index - 1] ?? 0));
    if (milestones.length !== all.length - 1 || !ascend) {
      throw reading.evaluation.notRead(list, `milestones must be ${all.length - 1} that ascend`);
    }
    const lengths = milestones.map((one, index) => one - (milestones[index - 1] ?? 0));
    return sequence(all, lengths);
  },
  'torch.ChainedScheduler'(request, reading) {
    const list = argument(request, 'schedulers', reading);
    const all = parts(request, 'schedulers', reading) as Schedule[];
    const items = list.kind === 'list' ? list.items : [];
    const other = items.find(
      (item) =>
        item.kind === 'call' &&
        item.callee.kind === 'name' &&
        !CHAINABLE.test(item.callee.name.replace(/^.*\./, '')),
    );
    if (other) throw reading.evaluation.notRead(other, 'in a chain it would overwrite the others');
    const [first, ...more] = all;
    const base = reading.rateOf(request);
    return product(first as Schedule, ...more.map((one) => one.scale(1 / base)));
  },
  'torch.LambdaLR': byFunction,
  'torch.MultiplicativeLR': byFunction,
  'transformers.get_scheduler'(request, reading) {
    const kind = reading.evaluation.value(argument(request, 'name', reading));
    return byKind(request, reading, kind, argument(request, 'name', reading));
  },
  'transformers.get_reduce_on_plateau_schedule': (request, reading) =>
    plain(
      { ...request, known: { ...request.known, library: 'torch', name: 'ReduceLROnPlateau' } },
      reading,
    ),
  'transformers.TrainingArguments': trainingArguments,
  'optax.reduce_on_plateau': (request, reading) => plain(request, reading),
};

function byFunction(request: Request, reading: Reading): Made {
  const lambda = argument(request, 'lr_lambda', reading);
  const base = reading.rateOf(request);
  const constant = lambda.kind === 'function' ? constantOf(lambda.result, reading) : undefined;
  if (constant !== undefined && request.known.name === 'LambdaLR') {
    const value = constant * base;
    return fromLibrary({ library: 'optax', class: 'constant_schedule', params: { value } });
  }
  const params = { lr_lambda: reading.functionOf(lambda) };
  const { library, name } = request.known;
  return fromLibrary({ library, class: name, params, baseLr: base });
}

function constantOf(expression: Expression, { evaluation }: Reading): number | undefined {
  try {
    return evaluation.number(expression);
  } catch {
    return undefined;
  }
}

/** Names of `get_scheduler` and `lr_scheduler_type`. */
const KINDS: Readonly<Record<string, string>> = {
  linear: 'get_linear_schedule_with_warmup',
  cosine: 'get_cosine_schedule_with_warmup',
  cosine_with_restarts: 'get_cosine_with_hard_restarts_schedule_with_warmup',
  polynomial: 'get_polynomial_decay_schedule_with_warmup',
  constant: 'get_constant_schedule',
  constant_with_warmup: 'get_constant_schedule_with_warmup',
  inverse_sqrt: 'get_inverse_sqrt_schedule',
  cosine_with_min_lr: 'get_cosine_with_min_lr_schedule_with_warmup',
  cosine_warmup_with_min_lr: 'get_cosine_with_min_lr_schedule_with_warmup_lr_rate',
  warmup_stable_decay: 'get_wsd_schedule',
};

/** Kinds that know no warm-up, or no end. */
const WITHOUT: Readonly<Record<string, readonly string[]>> = {
  constant: ['num_warmup_steps', 'num_training_steps'],
  constant_with_warmup: ['num_training_steps'],
  inverse_sqrt: ['num_training_steps'],
};

function byKind(
  request: Request,
  reading: Reading,
  kind: Value,
  at: Expression,
  baseLr = reading.rateOf(request),
): Made {
  const name = String(kind)
    .replace(/^SchedulerType\./, '')
    .toLowerCase();
  const made = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
  if (!made) {
    throw reading.evaluation.notRead(
      at,
      `the schedule must be one of ${Object.keys(KINDS).join(', ')}`,
    );
  }
  const { scheduler_specific_kwargs: own, ...values } = valuesOf(request, reading);
  const without = new Set(WITHOUT[name]);
  const params = Object.fromEntries(
    Object.entries({ ...values, ...(own as object | undefined) }).filter(
      ([key]) => !without.has(key),
    ),
  );
  try {
    return fromLibrary({ library: 'transformers', class: made, params, baseLr });
  } catch (error) {
    throw pointed(error, request.call, reading);
  }
}

/** The schedule that a `Trainer` makes of its arguments. */
function trainingArguments(request: Request, reading: Reading): Made {
  const { arguments: given, call } = request;
  const { evaluation } = reading;
  const number = (name: string, fallback: number): number => {
    const value = given.get(name);
    return value ? evaluation.number(value) : fallback;
  };
  const most = number('max_steps', -1);
  const total = most > 0 ? most : stepsOf(request, reading, number);
  const share = number('warmup_ratio', 0);
  const steps = number('warmup_steps', 0);
  const warmup = steps >= 1 ? steps : Math.ceil(total * (steps || share));
  const type = given.get('lr_scheduler_type');
  const own = given.get('lr_scheduler_kwargs');
  const count = (value: number): Expression => ({ kind: 'number', value });
  const args = new Map<string, Expression>([
    ['num_warmup_steps', count(warmup)],
    ['num_training_steps', count(total)],
    ...(own ? [['scheduler_specific_kwargs', own] as const] : []),
  ]);
  const kind = type ? schedulerType(type, evaluation) : 'linear';
  return byKind(
    { ...request, arguments: args },
    reading,
    kind,
    type ?? call,
    number('learning_rate', 5e-5),
  );
}

/** `"cosine"` or `SchedulerType.COSINE`. */
const schedulerType = (type: Expression, evaluation: Evaluation): Value =>
  type.kind === 'name' && /SchedulerType\.\w+$/.test(type.name)
    ? type.name.replace(/^.*\./, '')
    : evaluation.value(type);

/** Updates of all epochs, from the size of the data set. */
function stepsOf(
  { call }: Request,
  { evaluation }: Reading,
  number: (name: string, fallback: number) => number,
): number {
  const size: Expression = {
    kind: 'call',
    callee: { kind: 'name', name: 'len' },
    positional: [{ kind: 'name', name: 'train_dataset' }],
    named: [],
    ...(call.at && { at: call.at }),
  };
  const examples = evaluation.numberNamed('len(train_dataset)', size);
  const batches = Math.ceil(examples / number('per_device_train_batch_size', 8));
  const updates = Math.max(1, Math.ceil(batches / number('gradient_accumulation_steps', 1)));
  return Math.ceil(updates * number('num_train_epochs', 3));
}
