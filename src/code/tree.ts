import type { SyntaxNode, Tree } from '@lezer/common';
import type { At, Expression } from './syntax';

/** Reads a child that may be missing. */
export type Read = (child: SyntaxNode | undefined) => Expression;

/** A node of a parse tree with the text it stands for. */
export class Reader {
  constructor(readonly text: string) {}

  of(node: SyntaxNode): string {
    return this.text.slice(node.from, node.to);
  }

  /** Children, without the punctuation and comments that carry no meaning. */
  parts(node: SyntaxNode, without = PUNCTUATION): SyntaxNode[] {
    const found: SyntaxNode[] = [];
    for (let child = node.firstChild; child; child = child.nextSibling) {
      if (!without.has(child.name)) found.push(child);
    }
    return found;
  }

  /** `-x`, in any language. */
  unary(node: SyntaxNode, read: Read): Expression {
    const [operator, operand] = this.parts(node);
    return { kind: 'unary', operator: this.word(operator), operand: read(operand), at: atOf(node) };
  }

  /** `x * y`, in any language. */
  binary(node: SyntaxNode, read: Read): Expression {
    const [left, operator, right] = this.parts(node);
    return {
      kind: 'binary',
      operator: this.word(operator),
      left: read(left),
      right: read(right),
      at: atOf(node),
    };
  }

  private word(node: SyntaxNode | undefined): string {
    return node ? this.of(node) : '';
  }

  /** Something that is not understood. */
  other(node: SyntaxNode): Expression {
    return { kind: 'other', at: atOf(node) };
  }
}

const PUNCTUATION = new Set([
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  ',',
  ';',
  'Comment',
  'LineComment',
  'BlockComment',
]);

export const atOf = ({ from, to }: { from: number; to: number }): At => ({ from, to });

/** First place where a text does not follow the grammar. */
export function firstError(tree: Tree): number | undefined {
  let found: number | undefined;
  tree.iterate({
    enter(node) {
      if (node.type.isError) found ??= node.from;
      return found === undefined;
    },
  });
  return found;
}
