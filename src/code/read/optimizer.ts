import { type Expression, rewrite } from '../syntax';
import type { Evaluation } from './evaluate';
import type { Request } from './request';
import { fullName, type Scope } from './scope';

/** Rate of the optimizer that a call names. */
export function rateFor(request: Request, scope: Scope, evaluation: Evaluation): number {
  const given = request.arguments.get('optimizer') ?? firstOptimizer(scope);
  const call = given?.kind === 'name' ? scope.values.get(given.name) : given;
  const rate = call && optimizerRate(call, scope);
  if (rate === undefined) {
    const key = given?.kind === 'name' ? `${given.name}.lr` : 'optimizer.lr';
    return evaluation.numberNamed(key, given ?? request.call);
  }
  return typeof rate === 'number' ? rate : evaluation.number(rate);
}

/** Rates of PyTorch's optimizers when none is given. */
const OPTIMIZER_RATES: Readonly<Record<string, number>> = {
  SGD: 1e-3,
  Adam: 1e-3,
  AdamW: 1e-3,
  Adamax: 2e-3,
  NAdam: 2e-3,
  RAdam: 1e-3,
  RMSprop: 1e-2,
  Adagrad: 1e-2,
  Adadelta: 1,
  ASGD: 1e-2,
  Rprop: 1e-2,
  LBFGS: 1,
  Adafactor: 1e-2,
  Muon: 1e-3,
};

/** Rate of an optimizer of Keras when none is given. */
const kerasRate = (name: string): number => (name === 'SGD' ? 1e-2 : 1e-3);

/** The optimizer of a text in which a schedule does not name one: assigned, or made where it is used. */
function firstOptimizer(scope: Scope): Expression | undefined {
  const assigned = [...scope.values.values()].find((value) => optimizerRate(value, scope));
  if (assigned) return assigned;
  let found: Expression | undefined;
  for (const { value } of scope.roots) {
    rewrite(value, (part) => {
      const isOne = part.kind === 'call' && part.callee.kind === 'name';
      if (isOne && OPTIMIZERS.test(fullName(part.callee.name, scope)) && optimizerRate(part, scope))
        found ??= part;
      return part;
    });
  }
  return found;
}

/** Optimizers by their full names: classes, and the functions of Optax. */
const OPTIMIZERS =
  /(^|\.)optim(izers)?\.[A-Z]\w*$|^optax\.(\w*adam\w*|\w*sgd|adagrad|adadelta|adafactor|rmsprop|lion|lamb|lars|adabelief|yogi|adan)$/;

/** Libraries whose optimizers take the rate first, not after the weights. */
const RATE_FIRST = /^(keras|tensorflow|tf|tf_keras|optax)\./;

/** The rate that an optimizer is made with: an expression, or the default of its class. */
function optimizerRate(call: Expression, scope: Scope): Expression | number | undefined {
  if (call.kind !== 'call' || call.callee.kind !== 'name') return undefined;
  const full = fullName(call.callee.name, scope);
  const named = call.named.find((one) => one.name === 'lr' || one.name === 'learning_rate');
  if (named) return named.value;
  const name = full.replace(/^.*\./, '');
  if (RATE_FIRST.test(full)) {
    if (!OPTIMIZERS.test(full)) return undefined;
    return call.positional[0] ?? (full.startsWith('optax.') ? undefined : kerasRate(name));
  }
  if (!Object.hasOwn(OPTIMIZER_RATES, name)) return undefined;
  return call.positional[1] ?? OPTIMIZER_RATES[name];
}
