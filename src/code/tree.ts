import type { SyntaxNode, Tree } from '@lezer/common';
import type { At, Expression } from './syntax';

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
