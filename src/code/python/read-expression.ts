import type { SyntaxNode } from '@lezer/common';
import type { Expression, Named } from '../syntax';
import { atOf, type Read, type Reader } from '../tree';

/** An expression of Python; what schedules have no use for is `other`. */
export function readExpression(reader: Reader, node: SyntaxNode): Expression {
  const at = atOf(node);
  const read = (child: SyntaxNode | undefined): Expression =>
    child ? readExpression(reader, child) : reader.other(node);
  const parts = reader.parts(node);
  switch (node.name) {
    case 'Number': {
      const value = Number(reader.of(node).replaceAll('_', ''));
      return Number.isNaN(value) ? reader.other(node) : { kind: 'number', value, at };
    }
    case 'String':
      return readText(reader, node);
    case 'ContinuedString': {
      const texts = parts.map(read);
      const values = texts.flatMap((one) => (one.kind === 'text' ? [one.value] : []));
      return values.length === texts.length
        ? { kind: 'text', value: values.join(''), at }
        : reader.other(node);
    }
    case 'Boolean':
      return { kind: 'constant', value: reader.of(node) === 'True', at };
    case 'None':
      return { kind: 'constant', value: null, at };
    case 'VariableName':
      return { kind: 'name', name: reader.of(node), at };
    case 'MemberExpression':
      return readMember(reader, node, read);
    case 'ParenthesizedExpression':
      return read(parts[0]);
    case 'ArrayExpression':
    case 'TupleExpression':
    case 'SetExpression':
      return { kind: 'list', items: parts.map(read), at };
    case 'DictionaryExpression':
      return readTable(reader, node, read);
    case 'UnaryExpression':
      return reader.unary(node, read);
    case 'BinaryExpression':
      return reader.binary(node, read);
    case 'ConditionalExpression': {
      const [yes, , when, , no] = parts;
      return { kind: 'choice', when: read(when), yes: read(yes), no: read(no), at };
    }
    case 'CallExpression': {
      const callee = read(node.firstChild as SyntaxNode);
      return { kind: 'call', callee, ...readArguments(reader, node, read), at };
    }
    case 'LambdaExpression':
      return {
        kind: 'function',
        parameters: parametersOf(reader, node),
        result: read(node.lastChild as SyntaxNode),
        at,
      };
    default:
      return reader.other(node);
  }
}

/** Escapes are kept as they stand: names of schedules have none. */
function readText(reader: Reader, node: SyntaxNode): Expression {
  const [, quote, body] = /^("""|'''|"|')([\s\S]*)\1$/.exec(reader.of(node)) ?? [];
  return quote === undefined || body === undefined
    ? reader.other(node)
    : { kind: 'text', value: body, at: atOf(node) };
}

function readMember(reader: Reader, node: SyntaxNode, read: Read): Expression {
  const at = atOf(node);
  const of = read(node.firstChild as SyntaxNode);
  const last = node.lastChild as SyntaxNode;
  if (last.name === ']') {
    const [, index] = reader.parts(node);
    return { kind: 'item', of, index: read(index), at };
  }
  const member = reader.of(last);
  return of.kind === 'name'
    ? { kind: 'name', name: `${of.name}.${member}`, at }
    : { kind: 'member', of, name: member, at };
}

function readTable(reader: Reader, node: SyntaxNode, read: Read): Expression {
  const parts = reader.parts(node);
  const entries: [Expression, Expression][] = [];
  for (let index = 0; index < parts.length; index += 3) {
    if (parts[index + 1]?.name !== ':') return reader.other(node);
    entries.push([read(parts[index]), read(parts[index + 2])]);
  }
  return { kind: 'table', entries, at: atOf(node) };
}

function readArguments(
  reader: Reader,
  node: SyntaxNode,
  read: Read,
): { positional: Expression[]; named: Named[] } {
  const list = node.getChild('ArgList') as SyntaxNode;
  const [positional, named]: [Expression[], Named[]] = [[], []];
  const parts = reader.parts(list);
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index] as SyntaxNode;
    if (parts[index + 1]?.name === 'AssignOp') {
      named.push({ name: reader.of(part), value: read(parts[index + 2]) });
      index += 2;
    } else if (part.name === '*' || part.name === '**') {
      const value = parts[index + 1] as SyntaxNode;
      named.push({
        name: part.name,
        value: { ...reader.other(value), at: { from: part.from, to: value.to } },
      });
      index += 1;
    } else positional.push(read(part));
  }
  return { positional, named };
}

/** Names of the parameters of a function or lambda. */
export function parametersOf(reader: Reader, node: SyntaxNode): string[] {
  const list = node.getChild('ParamList');
  return list
    ? reader
        .parts(list)
        .filter((part) => part.name === 'VariableName' && part.prevSibling?.name !== 'AssignOp')
        .map((part) => reader.of(part))
    : [];
}
