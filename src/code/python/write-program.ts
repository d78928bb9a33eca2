import { numberText } from '../flat';
import { lines } from '../print';
import type { Program, StepFunction, Table } from '../program';
import { call, type Expression, number, type Statement } from '../syntax';
import { type Dialect, inDialect } from './dialect';
import { python } from './language';

/** The lists and functions of a program, two empty lines around each function. */
export function programLines(program: Program, dialect: Dialect): string[] {
  return [
    ...program.tables.flatMap((table) => tableLines(table, dialect)),
    ...program.functions.flatMap((one) => ['', '', ...functionLines(one, dialect)]),
  ];
}

function tableLines({ name, numbers }: Table, dialect: Dialect): string[] {
  const list = dialect.table({ kind: 'list', items: numbers.map((one) => number(one)) });
  const oneLine = lines(list, python, 0, `${name} = `);
  if (oneLine.length === 1) return oneLine;
  // long lists are filled, which formatters are told to leave
  const rows: string[] = [];
  for (const one of numbers) {
    const text = `${numberText(one)},`;
    const last = rows.at(-1);
    if (last === undefined || last.length + text.length + 1 > python.width)
      rows.push(`    ${text}`);
    else rows[rows.length - 1] = `${last} ${text}`;
  }
  const open = list.kind === 'call' ? 'jnp.array([' : '[';
  return [
    '# fmt: off',
    `${name} = ${open}`,
    ...rows,
    list.kind === 'call' ? '])' : ']',
    '# fmt: on',
  ];
}

function functionLines({ name, about, body }: StepFunction, dialect: Dialect): string[] {
  return [
    `def ${name}(step):`,
    ...docLines(about),
    ...(dialect.numbers ? body : selected(body, dialect)).flatMap((statement) =>
      statementLines(statement, dialect, 1),
    ),
  ];
}

/** A sentence as a docstring. */
export function docLines(about: string, depth = 1): string[] {
  const indent = '    '.repeat(depth);
  const one = `${indent}"""${about}"""`;
  if (one.length <= python.width) return [one];
  const [first = '', ...rest] = wrap(about, python.width - indent.length - 6);
  return [`${indent}"""${first}`, ...rest.map((line) => indent + line), `${indent}"""`];
}

/** A text in lines of at most some characters. */
export function wrap(text: string, width: number): string[] {
  const rows: string[] = [];
  for (const word of text.split(' ')) {
    const last = rows.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) rows.push(word);
    else rows[rows.length - 1] = `${last} ${word}`;
  }
  return rows;
}

function statementLines(statement: Statement, dialect: Dialect, depth: number): string[] {
  const ready = (expression: Expression): Expression => inDialect(expression, dialect);
  switch (statement.kind) {
    case 'assign':
      return lines(ready(statement.value), python, depth, `${statement.names[0]} = `);
    case 'return':
      return lines(ready(statement.value), python, depth, 'return ');
    case 'if':
      return [
        ...lines(ready(statement.when), python, depth, 'if ', ':'),
        ...statement.yes.flatMap((one) => statementLines(one, dialect, depth + 1)),
      ];
    default:
      return [];
  }
}

/** All ways computed, and one of them selected. */
function selected(body: readonly Statement[], dialect: Dialect): Statement[] {
  const before: Statement[] = [];
  const whens: Expression[] = [];
  const thens: Expression[] = [];
  let last: Expression = number(0);
  for (const statement of body) {
    if (statement.kind === 'assign') before.push(statement);
    if (statement.kind === 'return') last = statement.value;
    if (statement.kind === 'if' && statement.yes[0]?.kind === 'return') {
      whens.push(statement.when);
      thens.push(statement.yes[0].value);
    }
  }
  const [when, yes] = [whens[0], thens[0]];
  if (!when || !yes) return [...before, { kind: 'return', value: last }];
  const { where, select } = dialect.names as { where: string; select: string };
  const value =
    whens.length === 1
      ? call(where, [when, yes, last])
      : call(select, [{ kind: 'list', items: whens }, { kind: 'list', items: thens }, last]);
  return [...before, { kind: 'return', value }];
}
