import { fromLibrary } from '../../library/from-library';
import { product } from '../../schedule/combine';
import { isFeedback, isSchedule, type Schedule } from '../../schedule/schedule';
import type { Expression } from '../syntax';
import { LISTENERS } from './listeners';
import { argument, type Made, plain, type Read, type Reading, type Request } from './request';
import { inSequence } from './straight-rise';
import { byKind, trainingArguments } from './trainer';

/** A schedule from a call: by `fromLibrary`, or, where the class takes other schedules, from those. */
export function schedule(request: Request, reading: Reading): Made {
  const own = SPECIAL[`${request.known.library}.${request.known.name}`];
  return own ? own(request, reading) : plain(request, reading);
}

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
    return inSequence(all, lengths);
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
  'transformers.TrainingArguments': trainingArguments,
  ...LISTENERS,
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
