import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/javascript';
import { lineAndColumn } from '../place';
import type { Expression, Statement } from '../syntax';
import { atOf, firstError, Reader } from '../tree';
import { readExpression } from './read-expression';

const typescript = parser.configure({ dialect: 'ts' });

/**
 * The statements of a text of TypeScript or JavaScript. Nothing is run.
 *
 * @throws SyntaxError with line, column and text when it is neither.
 */
export function parseTypeScript(text: string): Statement[] {
  const tree = typescript.parse(text);
  const error = firstError(tree);
  if (error !== undefined) {
    throw new SyntaxError(
      `Cannot read the code: it is no TypeScript at ${lineAndColumn(text, error)}`,
    );
  }
  const reader = new Reader(text);
  return reader.parts(tree.topNode).flatMap((node) => readStatement(reader, node));
}

/** A text that is one expression. */
export function parseCall(text: string): Expression {
  const [only] = parseTypeScript(text);
  if (only?.kind === 'expression') return only.value;
  throw new SyntaxError(`Cannot read the code: ${text.slice(0, 60)} is no expression`);
}

function readStatement(reader: Reader, node: SyntaxNode): Statement[] {
  const at = atOf(node);
  switch (node.name) {
    case 'ExpressionStatement':
      return [{ kind: 'expression', value: readExpression(reader, node.firstChild), at }];
    case 'ExportDeclaration': {
      const inner = node.getChild('VariableDeclaration');
      return inner ? readStatement(reader, inner) : [{ kind: 'other', at }];
    }
    case 'VariableDeclaration':
      return declarations(reader, node);
    case 'ImportDeclaration':
      return imports(reader, node);
    default:
      return [{ kind: 'other', at }];
  }
}

function declarations(reader: Reader, node: SyntaxNode): Statement[] {
  const found: Statement[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name !== 'VariableDefinition') continue;
    let next = child.nextSibling;
    if (next?.name === 'TypeAnnotation') next = next.nextSibling;
    if (next?.name !== 'Equals') continue;
    const value = readExpression(reader, next.nextSibling);
    found.push({ kind: 'assign', names: [reader.of(child)], value, at: atOf(node) });
  }
  return found;
}

function imports(reader: Reader, node: SyntaxNode): Statement[] {
  const at = atOf(node);
  const source = node.getChild('String');
  const module = source ? reader.of(source).slice(1, -1) : '';
  const group = node.getChild('ImportGroup');
  if (!group) {
    const alias = node.getChild('VariableDefinition');
    return alias ? [{ kind: 'import', module, alias: reader.of(alias), at }] : [];
  }
  return group.getChildren('VariableDefinition').map((alias): Statement => {
    const original = alias.prevSibling?.name === 'as' ? alias.prevSibling.prevSibling : alias;
    return {
      kind: 'import',
      module,
      name: reader.of(original ?? alias),
      alias: reader.of(alias),
      at,
    };
  });
}
