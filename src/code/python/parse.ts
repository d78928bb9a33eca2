import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/python';
import { lineAndColumn } from '../place';
import type { Statement } from '../syntax';
import { atOf, firstError, Reader } from '../tree';
import { parametersOf, readExpression } from './read-expression';

/**
 * The statements of a Python text. Nothing is run.
 *
 * @throws SyntaxError with line, column and text when it is no Python.
 */
export function parsePython(text: string): Statement[] {
  const tree = parser.parse(text.replace(BARE_POINT, '$1 '));
  const error = firstError(tree);
  if (error !== undefined) {
    throw new SyntaxError(`Cannot read the code: it is no Python at ${lineAndColumn(text, error)}`);
  }
  return bodyOf(new Reader(text), tree.topNode);
}

/** A point at the end of a number, `1.`, which the grammar does not know; a blank in its place keeps all places. */
const BARE_POINT = /(?<![\w.])(\d[\d_]*)\.(?![\w.])/g;

function bodyOf(reader: Reader, node: SyntaxNode): Statement[] {
  return reader
    .parts(node, new Set([':', 'Comment', ';']))
    .flatMap((child) => readStatement(reader, child));
}

function readStatement(reader: Reader, node: SyntaxNode): Statement[] {
  const at = atOf(node);
  const expression = (child: SyntaxNode | null | undefined) =>
    child ? readExpression(reader, child) : ({ kind: 'constant', value: null } as const);
  switch (node.name) {
    case 'AssignStatement':
      return assignments(reader, node);
    case 'ExpressionStatement':
      return [{ kind: 'expression', value: expression(node.firstChild), at }];
    case 'ReturnStatement':
      return [{ kind: 'return', value: expression(node.firstChild?.nextSibling), at }];
    case 'IfStatement':
      return [ifStatement(reader, reader.parts(node))];
    case 'ForStatement': {
      const [, variable, , over, body] = reader.parts(node);
      return [
        {
          kind: 'loop',
          ...(variable && { name: reader.of(variable) }),
          over: expression(over),
          body: body ? bodyOf(reader, body) : [],
          at,
        },
      ];
    }
    case 'WhileStatement':
      return [{ kind: 'loop', body: bodyOf(reader, node.lastChild as SyntaxNode), at }];
    case 'WithStatement':
    case 'TryStatement':
      return [
        {
          kind: 'block',
          body: node.getChildren('Body').flatMap((body) => bodyOf(reader, body)),
          at,
        },
      ];
    case 'DecoratedStatement':
      return readStatement(reader, node.lastChild as SyntaxNode);
    case 'FunctionDefinition':
      return [
        {
          kind: 'define',
          name: reader.of(node.getChild('VariableName') as SyntaxNode),
          parameters: parametersOf(reader, node),
          body: bodyOf(reader, node.getChild('Body') as SyntaxNode),
          at,
        },
      ];
    case 'ClassDefinition': {
      const bases = node.getChild('ArgList');
      return [
        {
          kind: 'class',
          name: reader.of(node.getChild('VariableName') as SyntaxNode),
          bases: bases ? reader.parts(bases).map((base) => readExpression(reader, base)) : [],
          body: bodyOf(reader, node.getChild('Body') as SyntaxNode),
          at,
        },
      ];
    }
    case 'ImportStatement':
      return imports(reader, node);
    default:
      return [{ kind: 'other', at }];
  }
}

/** `a = b = 1` and `a, b = 1, 2`, one a name. */
function assignments(reader: Reader, node: SyntaxNode): Statement[] {
  const at = atOf(node);
  const groups: SyntaxNode[][] = [[]];
  for (const child of reader.parts(node, new Set([',', 'Comment', 'TypeDef']))) {
    if (child.name === 'AssignOp') groups.push([]);
    else groups.at(-1)?.push(child);
  }
  const values = groups.pop() ?? [];
  return groups.flatMap((targets): Statement[] => {
    const names = targets.flatMap((target) =>
      target.name === 'TupleExpression' ? reader.parts(target) : [target],
    );
    if (names.length > 1 && names.length === values.length) {
      return names.map((target, index) => ({
        kind: 'assign',
        names: [reader.of(target)],
        value: readExpression(reader, values[index] as SyntaxNode),
        at,
      }));
    }
    const [value] = values;
    if (!value) return [];
    return [
      {
        kind: 'assign',
        names: names.map((target) => reader.of(target)),
        value:
          values.length > 1
            ? { kind: 'list', items: values.map((one) => readExpression(reader, one)), at }
            : readExpression(reader, value),
        at,
      },
    ];
  });
}

function ifStatement(reader: Reader, parts: readonly SyntaxNode[]): Statement {
  const [word, condition, body, ...rest] = parts as [
    SyntaxNode,
    SyntaxNode,
    SyntaxNode,
    ...SyntaxNode[],
  ];
  const [next, last] = rest;
  return {
    kind: 'if',
    when: readExpression(reader, condition),
    yes: bodyOf(reader, body),
    no: !next
      ? []
      : next.name === 'elif'
        ? [ifStatement(reader, rest)]
        : bodyOf(reader, last as SyntaxNode),
    at: atOf(word),
  };
}

/** One statement a name. */
function imports(reader: Reader, node: SyntaxNode): Statement[] {
  const at = atOf(node);
  const words = reader.parts(node).map((part) => reader.of(part));
  const start = words.indexOf('import');
  const module = words[0] === 'from' ? words.slice(1, start).join('') : undefined;
  const found: Statement[] = [];
  let dotted: string[] = [];
  const finish = (alias?: string): void => {
    const name = dotted.join('');
    if (!name) return;
    found.push(
      module === undefined
        ? {
            kind: 'import',
            module: alias ? name : (name.split('.')[0] as string),
            alias: alias ?? (name.split('.')[0] as string),
            at,
          }
        : { kind: 'import', module, name, alias: alias ?? name, at },
    );
    dotted = [];
  };
  // names apart from their commas: `import a.b as c, d`
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.from < start || (child.name !== ',' && child.to <= positionOf(node))) continue;
    if (child.name === ',') finish();
    else if (child.name === 'as') finish(reader.of(child.nextSibling as SyntaxNode));
    else if (child.prevSibling?.name !== 'as' && /^[\w.*]+$/.test(reader.of(child)))
      dotted.push(reader.of(child));
  }
  finish();
  return found;
}

/** End of the word `import`. */
function positionOf(node: SyntaxNode): number {
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name === 'import') return child.to;
  }
  return node.from;
}
