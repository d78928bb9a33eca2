import type { SyntaxNode } from '@lezer/common';
import type { Expression } from '../syntax';
import { atOf, type Reader } from '../tree';

/** An expression of JavaScript; what schedules have no use for is `other`. */
export function readExpression(reader: Reader, node: SyntaxNode | null | undefined): Expression {
  if (!node) return { kind: 'other' };
  const at = atOf(node);
  const read = (child: SyntaxNode | null | undefined): Expression => readExpression(reader, child);
  const parts = reader.parts(node);
  switch (node.name) {
    case 'Number': {
      const value = Number(reader.of(node).replaceAll('_', ''));
      return Number.isNaN(value) ? reader.other(node) : { kind: 'number', value, at };
    }
    case 'String':
      return readText(reader, node);
    case 'BooleanLiteral':
      return { kind: 'constant', value: reader.of(node) === 'true', at };
    case 'null':
      return { kind: 'constant', value: null, at };
    case 'VariableName':
      return { kind: 'name', name: reader.of(node), at };
    case 'MemberExpression':
      return readMember(reader, node);
    case 'ParenthesizedExpression':
    case 'AwaitExpression':
      return read(parts.at(-1));
    case 'ArrayExpression':
      return { kind: 'list', items: parts.map(read), at };
    case 'ObjectExpression':
      return readTable(reader, node);
    case 'UnaryExpression':
      return reader.unary(node, read);
    case 'BinaryExpression':
      return reader.binary(node, read);
    case 'CallExpression': {
      const list = node.getChild('ArgList');
      return {
        kind: 'call',
        callee: read(node.firstChild),
        positional: list ? reader.parts(list).map(read) : [],
        named: [],
        at,
      };
    }
    default:
      return reader.other(node);
  }
}

/** A string without its quotes, its escapes read as JSON reads them. */
function readText(reader: Reader, node: SyntaxNode): Expression {
  const body = reader
    .of(node)
    .slice(1, -1)
    .replace(/\\.|"/g, (one) => (one === "\\'" ? "'" : one === '"' ? '\\"' : one));
  try {
    return { kind: 'text', value: JSON.parse(`"${body}"`) as string, at: atOf(node) };
  } catch {
    return reader.other(node);
  }
}

function readMember(reader: Reader, node: SyntaxNode): Expression {
  const at = atOf(node);
  const of = readExpression(reader, node.firstChild);
  const last = node.lastChild as SyntaxNode;
  if (last.name !== 'PropertyName') return reader.other(node);
  const member = reader.of(last);
  return of.kind === 'name'
    ? { kind: 'name', name: `${of.name}.${member}`, at }
    : { kind: 'member', of, name: member, at };
}

function readTable(reader: Reader, node: SyntaxNode): Expression {
  const entries: (readonly [Expression, Expression])[] = [];
  for (const property of reader.parts(node)) {
    if (property.name !== 'Property') return reader.other(node);
    const key = property.firstChild as SyntaxNode;
    const value = property.lastChild as SyntaxNode;
    const name: Expression = { kind: 'name', name: reader.of(key), at: atOf(key) };
    if (key.name === '[') {
      const inner = readExpression(reader, key.nextSibling);
      entries.push([{ kind: 'list', items: [inner] }, readExpression(reader, value)]);
    } else if (value.from === key.from) entries.push([name, name]);
    else if (key.name === 'String')
      entries.push([readText(reader, key), readExpression(reader, value)]);
    else entries.push([name, readExpression(reader, value)]);
  }
  return { kind: 'table', entries, words: true, at: atOf(node) };
}
