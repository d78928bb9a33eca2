import type { Feedback } from '../../schedule/feedback-state';
import { isFeedback, isSchedule, type Schedule } from '../../schedule/schedule';
import { type Expression, rewrite, type Statement } from '../syntax';
import { Evaluation, type Names, type Value } from './evaluate';
import { functionOf } from './functions';
import { notRead } from './missing';
import { rateFor } from './optimizer';
import { perEpoch } from './per-epoch';
import type { Reading, Request } from './request';
import { schedule } from './requests';
import { fullName, type Scope, scopeOf } from './scope';
import { knownAs } from './signatures';

type Call = Expression & { kind: 'call' };

/** The schedule that a Python text makes. */
export function readPython(
  text: string,
  statements: readonly Statement[],
  names: Names,
  variable: string | undefined,
): Schedule | Feedback {
  const scope = scopeOf(statements);
  const made = new Map<Call, Schedule | Feedback>();
  const requestOf = (call: Call): Request | undefined => requestFor(call, scope, text);
  const evaluation: Evaluation = new Evaluation(text, scope, names, (call): Value | undefined => {
    const request = requestOf(call);
    if (!request) return undefined;
    const done = made.get(call) ?? schedule(request, reading);
    made.set(call, done);
    return done;
  });
  const reading: Reading = {
    evaluation,
    rateOf: (request) => rateFor(request, scope, evaluation),
    functionOf: (expression) => functionOf(expression, scope, evaluation),
  };
  const chosen = choose(text, scope, requestOf, variable);
  const value = evaluation.value(chosen.value);
  if (!isSchedule(value) && !isFeedback(value)) {
    throw notRead(text, chosen.value, 'it is no schedule');
  }
  const plan = perEpoch(scope, chosen.name, evaluation);
  return plan ? value.withPlan(plan) : value;
}

/** A call of something known, its arguments by name; also `X.from_config({…})`. */
function requestFor(call: Call, scope: Scope, text: string): Request | undefined {
  if (call.callee.kind !== 'name') return undefined;
  const name = call.callee.name.replace(/\.from_config$/, '');
  const given = call.named.map((one) => one.name);
  const known = knownAs(fullName(name, scope), given);
  if (!known) return undefined;
  const args = new Map<string, Expression>();
  const config = name === call.callee.name ? undefined : call.positional[0];
  if (config?.kind === 'table') return { call, known, arguments: fromConfig(config) };
  for (const [index, value] of call.positional.entries()) {
    const parameter = known.parameters[index];
    if (parameter === undefined)
      throw notRead(text, value, `${known.name} takes no more arguments`);
    args.set(parameter, value);
  }
  for (const { name: key, value } of call.named) {
    if (key === '*' || key === '**') {
      throw notRead(text, value, 'arguments that are unpacked cannot be read: write them out');
    }
    if (args.has(key)) throw notRead(text, value, `${key} is given twice`);
    args.set(key, value);
  }
  return { call, known, arguments: args };
}

/** The entries of a configuration, by their names. */
export const fromConfig = (config: Expression & { kind: 'table' }): Map<string, Expression> =>
  new Map(
    config.entries.flatMap(([key, value]) =>
      key.kind === 'text' || key.kind === 'name'
        ? [[key.kind === 'text' ? key.value : key.name, value] as const]
        : [],
    ),
  );

interface Candidate {
  readonly name?: string;
  readonly value: Expression;
}

/** The one schedule of a text that no other one is made of. */
function choose(
  text: string,
  scope: Scope,
  requestOf: (call: Call) => Request | undefined,
  variable: string | undefined,
): Candidate {
  if (variable !== undefined) {
    const value = scope.values.get(variable);
    if (value) return { name: variable, value };
    throw new RangeError(`Cannot read the code: there is no variable ${variable} in it`);
  }
  const found: Candidate[] = [];
  const inside = new Set<string>();
  for (const { name, value } of scope.roots) {
    const outermost = new Set<Call>();
    rewrite(value, (part) => {
      if (part.kind === 'call' && requestOf(part)) {
        // innermost first: a call takes the place of those it is made of
        for (const one of outermost) if (contains(part, one)) outermost.delete(one);
        outermost.add(part);
        rewrite(part, (own) => {
          if (own.kind === 'name') inside.add(own.name);
          return own;
        });
      }
      return part;
    });
    for (const call of outermost) {
      found.push({ ...(name !== undefined && { name }), value: call });
    }
  }
  const unused = found.filter(({ name }) => name === undefined || !inside.has(name));
  // a trainer that is given a scheduler makes none of its arguments
  const made = unused.filter(({ value }) => !isTrainer(value, requestOf));
  const free = made.length > 0 ? made : unused;
  const last = free.at(-1) ?? ownFunction(scope);
  if (free.length <= 1 && last) return last;
  if (!last) {
    throw new SyntaxError(
      'Cannot read the code: there is no schedule in it that is known here, such as CosineAnnealingLR(…) or optax.cosine_decay_schedule(…)',
    );
  }
  const all = free.map(
    ({ name, value }) => name ?? notRead(text, value, '').message.replace(/^.*\(|\)$/g, ''),
  );
  if (new Set(all).size === 1) return last;
  throw new RangeError(
    `Cannot read the code: there are ${free.length} schedules in it, ${all.join(', ')}; choose one: fromCode(text, { variable: '${all.at(-1)}' })`,
  );
}

const isTrainer = (value: Expression, requestOf: (call: Call) => Request | undefined): boolean =>
  value.kind === 'call' && requestOf(value)?.known.name === 'TrainingArguments';

/** A function of the text that an optimizer is given for its rate. */
function ownFunction(scope: Scope): Candidate | undefined {
  for (const { value } of scope.roots) {
    if (value.kind !== 'call' || value.callee.kind !== 'name') continue;
    const rate =
      value.named.find(({ name }) => name === 'learning_rate')?.value ??
      (/^optax\./.test(fullName(value.callee.name, scope)) ? value.positional[0] : undefined);
    const target = rate?.kind === 'name' ? (scope.values.get(rate.name) ?? rate) : undefined;
    if (rate && target?.kind === 'name' && scope.functions.has(target.name)) {
      return { ...(rate.kind === 'name' && { name: rate.name }), value: target };
    }
  }
  return undefined;
}

function contains(outer: Expression, inner: Expression): boolean {
  if (!outer.at || !inner.at) return false;
  return outer !== inner && outer.at.from <= inner.at.from && inner.at.to <= outer.at.to;
}
