import { fromLibrary } from '../../library/from-library';
import type { Expression } from '../syntax';
import type { Evaluation, Value } from './evaluate';
import { type Made, pointed, type Reading, type Request, valuesOf } from './request';

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

/** Kinds that listen to a metric, of the library whose class they make. */
const LISTENING: Readonly<Record<string, { library: string; class: string }>> = {
  reduce_lr_on_plateau: { library: 'torch', class: 'ReduceLROnPlateau' },
  greedy: { library: 'transformers', class: 'GreedyLR' },
};

/** The schedule that `get_scheduler` makes. */
export function byKind(
  request: Request,
  reading: Reading,
  kind: Value,
  at: Expression,
  baseLr = reading.rateOf(request),
): Made {
  const name = String(kind)
    .replace(/^SchedulerType\./, '')
    .toLowerCase();
  const listening = Object.hasOwn(LISTENING, name) ? LISTENING[name] : undefined;
  const made = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
  if (!made && !listening) {
    const all = [...Object.keys(KINDS), ...Object.keys(LISTENING)];
    throw reading.evaluation.notRead(at, `the schedule must be one of ${all.join(', ')}`);
  }
  const { scheduler_specific_kwargs: own, ...values } = valuesOf(request, reading);
  const without = new Set(listening ? ['num_warmup_steps', 'num_training_steps'] : WITHOUT[name]);
  const params = Object.fromEntries(
    Object.entries({ ...values, ...(own as object | undefined) }).filter(
      ([key]) => !without.has(key),
    ),
  );
  try {
    const known = listening ?? { library: 'transformers', class: made as string };
    return fromLibrary({ ...known, params, baseLr });
  } catch (error) {
    throw pointed(error, request.call, reading);
  }
}

/** The schedule that a `Trainer` makes of its arguments. */
export function trainingArguments(request: Request, reading: Reading): Made {
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
