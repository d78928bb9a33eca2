import type { Param } from '../schedule/family';
import type { Resolved } from '../schedule/node';
import { exactText } from '../schedule/words';
import { codeOf } from './codes';
import { type Constant, type Formula, type Part, untyped } from './family-code';
import { parsePython } from './python/parse';
import { CodeRefusal } from './refusal';
import { simplify } from './simplify';
import { type Expression, float, name, number, rewrite, type Statement } from './syntax';

/** A function of the 0-based step: assignments and `if …: return …`, then `return …`. */
export interface StepFunction {
  readonly name: string;
  readonly about: string;
  readonly body: readonly Statement[];
}

/** A list that functions look up. */
export interface Table {
  readonly name: string;
  readonly numbers: readonly number[];
}

/** A schedule as functions of the step; the last one is the schedule itself. */
export interface Program {
  readonly tables: Table[];
  readonly functions: StepFunction[];
}

/** Rates that may be listed one by one where there is no formula. */
const MOST_LISTED = 2000;

/** Numbers in one list that a person might still look at. */
const LONGEST_TABLE = 2000;

/**
 * Adds the functions of a schedule to a program.
 *
 * @param whole Whether it is only asked for whole steps.
 * @returns The name of its own function.
 * @throws CodeRefusal when a part has neither a formula nor a list of rates.
 */
export function addTo(program: Program, node: Resolved, whole = true): string {
  const code = untyped(codeOf(node.family));
  const inner = whole && !code.fractions?.(node.values);
  const parts = node.parts.map(
    (part): Part => ({ name: addTo(program, part, inner), curve: part.curve }),
  );
  const formula = code.formula(node.values, parts) ?? listed(node, whole);
  const own = unused(`${snake(node.family.id)}_rate`, program.functions);
  const names = constantsOf(program, node, formula);
  const clock = clockOf(node);
  const step = clock.length > 0 ? 't' : 'step';
  names.set('t', name(step));
  const body = parsePython(formula.body.trim()).map((statement) => fill(statement, names, node));
  program.functions.push({
    name: own,
    about: formula.about ?? aboutOf(node, names),
    body: pruned([...clock, ...body]),
  });
  return own;
}

/** What the step becomes before the formula sees it: held at the end, repeated or mirrored. */
function clockOf(node: Resolved): Statement[] {
  const { after } = node.values as { after?: string };
  const { steps } = node.curve;
  const t = (text: string): Statement[] => parsePython(text);
  if (node.end !== undefined) return t(`t = min(step, ${node.end})`);
  if (after === 'repeat') return t(`t = step % ${steps}`);
  if (after === 'mirror') return t(`x = step % ${2 * steps}\nt = min(x, ${2 * steps} - x)`);
  return [];
}

/** The rates one by one, for a family without a formula whose end is held. */
function listed({ family, curve, end }: Resolved, whole: boolean): Formula {
  const { refusal } = codeOf(family);
  if (refusal !== undefined) throw new CodeRefusal(refusal);
  if (end === undefined || end >= MOST_LISTED || !whole) {
    const why =
      end === undefined
        ? 'goes on for ever'
        : whole
          ? `has more than ${MOST_LISTED} of them`
          : 'is asked for fractions of a step';
    throw new CodeRefusal(
      `${family.title.toLowerCase()} has no formula that can be written, and its rates cannot be listed since it ${why}`,
    );
  }
  const rates = Array.from({ length: end + 1 }, (_, step) => curve.at(step));
  return { body: 'return rates[t]', names: { rates } };
}

/** What the names in a formula stand for; its lists become lists of the program. */
function constantsOf(
  program: Program,
  { family, values }: Resolved,
  formula: Formula,
): Map<string, Expression> {
  const names = new Map<string, Expression>();
  const used = (key: string): boolean => new RegExp(`\\b${key}\\b`).test(formula.body);
  const add = (key: string, constant: Constant): void => {
    if (typeof constant === 'number') names.set(key, number(constant));
    else if (!Array.isArray(constant)) names.set(key, float((constant as { float: number }).float));
    else if (used(key)) names.set(key, name(addTable(program, key, constant)));
  };
  for (const [key, param] of Object.entries(family.params)) {
    const constant = constantOf(param, values[key]);
    if (constant !== undefined) add(key, constant);
  }
  for (const [key, constant] of Object.entries(formula.names ?? {})) add(key, constant);
  return names;
}

function constantOf(param: Param, value: unknown): Constant | undefined {
  if (Array.isArray(value)) return value as number[];
  if (typeof value !== 'number') return undefined;
  const counts = param.kind === 'length' || (param.kind === 'number' && param.unit === 'count');
  return counts ? value : { float: value };
}

function addTable(program: Program, key: string, numbers: readonly number[]): string {
  if (numbers.length > LONGEST_TABLE) {
    throw new CodeRefusal(
      `it would take a list of ${numbers.length} numbers, more than ${LONGEST_TABLE}`,
    );
  }
  const own = unused(snake(key).toUpperCase(), program.tables);
  program.tables.push({ name: own, numbers });
  return own;
}

function fill(
  statement: Statement,
  names: ReadonlyMap<string, Expression>,
  node: Resolved,
): Statement {
  const ready = (expression: Expression): Expression =>
    simplify(bound(simplify(expression, names), node.end), names);
  switch (statement.kind) {
    case 'assign':
    case 'return':
      return { ...statement, value: ready(statement.value) };
    case 'if':
      return {
        ...statement,
        when: ready(statement.when),
        yes: statement.yes.map((one) => fill(one, names, node)),
      };
    default:
      return statement;
  }
}

/** A step that was held at `end` is not compared with it again. */
function bound(expression: Expression, end: number | undefined): Expression {
  if (end === undefined) return expression;
  return rewrite(expression, (part) => {
    if (part.kind !== 'call' || part.callee.kind !== 'name' || part.callee.name !== 'min')
      return part;
    const [t, most] = part.positional;
    const held = t?.kind === 'name' && t.name === 't' && most?.kind === 'number';
    return held && most.value >= end ? t : part;
  });
}

/** Without branches whose condition is known, and without what was assigned for them alone. */
function pruned(body: readonly Statement[]): Statement[] {
  const kept: Statement[] = [];
  for (const statement of body) {
    if (statement.kind === 'if' && statement.when.kind === 'constant') {
      if (!statement.when.value) continue;
      kept.push(...statement.yes);
      break;
    }
    kept.push(statement);
    if (statement.kind === 'return') break;
  }
  const isUsed = (variable: string, from: number): boolean => {
    let found = false;
    const look = (part: Expression): Expression => {
      if (part.kind === 'name' && part.name === variable) found = true;
      return part;
    };
    const visit = (statement: Statement): void => {
      if (statement.kind === 'assign' || statement.kind === 'return')
        rewrite(statement.value, look);
      if (statement.kind === 'if') {
        rewrite(statement.when, look);
        statement.yes.forEach(visit);
      }
    };
    kept.slice(from).forEach(visit);
    return found;
  };
  return kept.filter(
    (statement, index) =>
      statement.kind !== 'assign' || isUsed(statement.names[0] as string, index + 1),
  );
}

/** What follows the end, instead of a flat rate. */
const ONWARDS: Readonly<Record<string, string>> = {
  continue: 'and on from there',
  repeat: 'again and again',
  mirror: 'back and forth',
};

/** The family's sentence with values for its parameters. */
function aboutOf({ family, values }: Resolved, names: ReadonlyMap<string, Expression>): string {
  const { after } = values as { after?: string };
  const onwards = after === undefined ? undefined : ONWARDS[after];
  const summary = onwards
    ? family.summary.replace(/, then flat\.$/, `, ${onwards}.`)
    : family.summary;
  return summary.replace(/`(\w+)`/g, (whole, key) => {
    const value = names.get(key);
    return value?.kind === 'number' ? exactText(value.value) : whole.replaceAll('`', '');
  });
}

function unused(wanted: string, taken: readonly { readonly name: string }[]): string {
  const isTaken = (text: string): boolean => taken.some((one) => one.name === text);
  if (!isTaken(wanted)) return wanted;
  for (let index = 2; ; index++) if (!isTaken(`${wanted}_${index}`)) return `${wanted}_${index}`;
}

export const snake = (id: string): string => id.replace(/[A-Z]/g, (one) => `_${one.toLowerCase()}`);
