import { exactText } from '../schedule/words';
import type { Expression } from './syntax';

/** How a language writes what expressions have in common. */
export interface Language {
  /** Longest line. */
  readonly width: number;
  readonly indent: string;
  text(value: string): string;
  constant(value: boolean | null): string;
  /** An entry of a table. */
  entry(key: string, value: string): string;
  /** A list or table on one line. */
  readonly open: { readonly list: string; readonly table: string };
  readonly close: { readonly list: string; readonly table: string };
  /** Whether arguments by name are written `name=value`; no there are none. */
  readonly named: boolean;
  function(parameters: readonly string[], result: string): string;
}

/** Strength of operators, the weakest first. */
export const STRENGTH: Readonly<Record<string, number>> = Object.fromEntries(
  Object.entries({
    or: 2,
    and: 3,
    '< <= > >= == !=': 5,
    '+ -': 10,
    '* / // %': 11,
    '**': 13,
  }).flatMap(([operators, own]) => operators.split(' ').map((operator) => [operator, own])),
);
const [CHOICE, NOT, UNARY, ATOM] = [1, 4, 12, 15];

/** How strongly an expression holds together. */
export function strength(expression: Expression): number {
  switch (expression.kind) {
    case 'binary':
      return STRENGTH[expression.operator] as number;
    case 'choice':
    case 'function':
      return CHOICE;
    case 'unary':
      return expression.operator === 'not' ? NOT : UNARY;
    case 'number':
      return expression.value < 0 || Object.is(expression.value, -0) ? UNARY : ATOM;
    default:
      return ATOM;
  }
}

/** An expression on one line. */
export function flat(expression: Expression, language: Language): string {
  const write = (part: Expression): string => flat(part, language);
  const inside = (part: Expression, least: number): string =>
    strength(part) < least ? `(${write(part)})` : write(part);
  switch (expression.kind) {
    case 'number':
      return numberText(expression.value, expression.float);
    case 'text':
      return language.text(expression.value);
    case 'constant':
      return language.constant(expression.value);
    case 'name':
      return expression.name;
    case 'member':
      return `${inside(expression.of, ATOM)}.${expression.name}`;
    case 'item':
      return `${inside(expression.of, ATOM)}[${write(expression.index)}]`;
    case 'list':
      return language.open.list + expression.items.map(write).join(', ') + language.close.list;
    case 'table':
      return (
        language.open.table +
        expression.entries.map(([k, v]) => language.entry(write(k), write(v))).join(', ') +
        language.close.table
      );
    case 'unary': {
      const gap = /\w/.test(expression.operator) ? ' ' : '';
      return expression.operator + gap + inside(expression.operand, strength(expression));
    }
    case 'binary':
      return binary(expression, inside);
    case 'choice': {
      const { when, yes, no } = expression;
      return `${inside(yes, 2)} if ${inside(when, 2)} else ${inside(no, CHOICE)}`;
    }
    case 'call':
      return `${inside(expression.callee, ATOM)}(${args(expression, write).join(', ')})`;
    case 'function':
      return language.function(expression.parameters, write(expression.result));
    case 'other':
      throw new TypeError('Cannot write the code: it holds something that was not understood');
  }
}

function binary(
  { operator, left, right }: Expression & { kind: 'binary' },
  inside: (part: Expression, least: number) => string,
): string {
  const own = STRENGTH[operator] as number;
  if (operator === '**') {
    const hug = isSimple(left) && isSimple(right) ? '' : ' ';
    return `${inside(left, own + 1)}${hug}**${hug}${inside(right, UNARY)}`;
  }
  return `${inside(left, own)} ${operator} ${inside(right, own + 1)}`;
}

/** Operands that formatters write close to `**`. */
function isSimple(expression: Expression): boolean {
  if (expression.kind === 'unary')
    return expression.operator === '-' && isSimple(expression.operand);
  return expression.kind === 'number' || expression.kind === 'name';
}

const args = (
  { positional, named }: Expression & { kind: 'call' },
  write: (part: Expression) => string,
): string[] => [
  ...positional.map(write),
  ...named.map(({ name, value }) => `${name}=${write(value)}`),
];

/** A number as both languages read it, exactly. */
export function numberText(value: number, float = false): string {
  const text = exactText(value);
  return float && Number.isInteger(value) && !text.includes('e') ? `${text}.0` : text;
}
