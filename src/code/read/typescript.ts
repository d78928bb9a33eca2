import { formula } from '../../library/formula';
import { fromSpec } from '../../library/from-spec';
import * as combinations from '../../schedule/combine';
import type { Feedback } from '../../schedule/feedback-state';
import * as registry from '../../schedule/registry';
import { isFeedback, isSchedule, type Schedule } from '../../schedule/schedule';
import { type Expression, rewrite, type Statement } from '../syntax';
import { Evaluation, type Names, type Value } from './evaluate';
import { notRead } from './missing';
import { scopeOf } from './scope';

type Builder = (...values: never[]) => unknown;

const families = new Set(registry.families.filter(({ parts }) => parts === 0).map(({ id }) => id));

/** What makes a schedule from plain values, by name. */
const BUILDERS: ReadonlyMap<string, Builder> = new Map<string, Builder>([
  ...Object.entries(registry as unknown as Record<string, Builder>).filter(([name]) =>
    families.has(name),
  ),
  ...Object.entries(combinations as unknown as Record<string, Builder>),
  ['formula', formula],
  ['fromSpec', fromSpec],
]);

/** Methods that make a schedule from another. */
const METHODS = new Set(
  'withPlan warmup followedBy scale clamp shift hold repeat named'.split(' '),
);

/** Whether a name is one of ours. */
export const isBuilder = (name: string): boolean => BUILDERS.has(name);

/** The schedule that a text in our own words makes. */
export function readTypeScript(
  text: string,
  statements: readonly Statement[],
  names: Names,
  variable: string | undefined,
): Schedule | Feedback {
  const scope = scopeOf(statements);
  const builderOf = (callee: Expression): Builder | undefined => {
    if (callee.kind !== 'name') return undefined;
    const imported = scope.imports.get(callee.name)?.replace(/^.*\./, '');
    return BUILDERS.get(imported ?? callee.name.replace(/^\w+\./, ''));
  };
  const evaluation: Evaluation = new Evaluation(text, scope, names, (call): Value | undefined => {
    const values = (): never[] => call.positional.map((one) => evaluation.value(one)) as never[];
    const build = builderOf(call.callee);
    if (build) return pointed(text, call, () => build(...values()) as Value);
    const method = methodOf(call.callee);
    if (!method) return undefined;
    const self = evaluation.value(method.of);
    if (!isSchedule(self) && !isFeedback(self)) return undefined;
    const own = (self as unknown as Record<string, Builder>)[method.name] as Builder;
    return pointed(text, call, () => own.apply(self, values()) as Value);
  });
  const makes = (value: Expression): boolean => {
    let found = false;
    rewrite(value, (part) => {
      if (part.kind === 'call' && (builderOf(part.callee) || methodOf(part.callee))) found = true;
      return part;
    });
    return found;
  };
  const candidates = scope.roots.filter(({ name, value }) =>
    variable === undefined ? makes(value) : name === variable,
  );
  const used = new Set<string>();
  for (const { value } of scope.roots) {
    rewrite(value, (part) => {
      if (part.kind === 'name') used.add(part.name.split('.')[0] as string);
      return part;
    });
  }
  const free = candidates.filter(
    ({ name }) => variable !== undefined || name === undefined || !used.has(name),
  );
  const chosen = free.at(-1) ?? candidates.at(-1);
  if (!chosen) {
    throw new SyntaxError(
      'Cannot read the code: there is no schedule in it, such as cosine({ peak: 1e-3 })',
    );
  }
  const value = evaluation.value(chosen.value);
  if (isSchedule(value) || isFeedback(value)) return value;
  throw notRead(text, chosen.value, 'it is no schedule');
}

/** `x.warmup` taken apart. */
function methodOf(callee: Expression): { of: Expression; name: string } | undefined {
  if (callee.kind === 'member' && METHODS.has(callee.name)) return callee;
  if (callee.kind !== 'name') return undefined;
  const dot = callee.name.lastIndexOf('.');
  const name = callee.name.slice(dot + 1);
  if (dot < 0 || !METHODS.has(name)) return undefined;
  return { of: { ...callee, name: callee.name.slice(0, dot) }, name };
}

/** What a builder complains about, with the place of its call. */
function pointed(text: string, call: Expression, build: () => Value): Value {
  try {
    return build();
  } catch (error) {
    if (!(error instanceof Error) || /^Cannot read the code/.test(error.message)) throw error;
    const { message } = notRead(text, call, error.message.replace(/^Cannot /, 'it cannot '));
    throw error instanceof RangeError ? new RangeError(message) : new TypeError(message);
  }
}
