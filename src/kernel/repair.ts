import type * as TypeScript from '@tslab/typescript-for-tslab';

/**
 * A cell with what tslab's compiler breaks written in another way that means the same:
 * shorthand properties, whose names it does not follow into earlier cells, and `await (…)`,
 * `await […]`, a lone `for await`, which it does not take for top-level awaits. Lines stay where
 * they are.
 *
 * @param ts The compiler that tslab uses.
 */
export function repairCell(ts: typeof TypeScript, source: string): string {
  const file = ts.createSourceFile(
    'cell.ts',
    source,
    ts.ScriptTarget.Latest,
    true,
    ts.ScriptKind.TS,
  );
  const insertions: { readonly at: number; readonly text: string }[] = [];
  let hiddenAwait = false;

  const visit = (node: TypeScript.Node, inFunction: boolean): void => {
    if (ts.isShorthandPropertyAssignment(node) && !isTarget(ts, node)) {
      insertions.push({ at: node.name.end, text: `: ${node.name.text}` });
    }
    if (!inFunction && (isCalledAwait(ts, node) || isForAwait(ts, node))) hiddenAwait = true;
    const inside = inFunction || ts.isFunctionLike(node) || ts.isClassStaticBlockDeclaration(node);
    ts.forEachChild(node, (child) => visit(child, inside));
  };
  visit(file, false);

  const repaired = insertions
    .sort((a, b) => b.at - a.at)
    .reduce((text, { at, text: added }) => text.slice(0, at) + added + text.slice(at), source);
  return hiddenAwait ? `await null;${repaired}` : repaired;
}

/** A shorthand that is assigned to, as in `({ a } = b)`, names a variable and not a value. */
function isTarget(ts: typeof TypeScript, node: TypeScript.ShorthandPropertyAssignment): boolean {
  if (node.objectAssignmentInitializer) return true;
  let outer: TypeScript.Node = node.parent;
  while (
    ts.isObjectLiteralExpression(outer.parent) ||
    ts.isArrayLiteralExpression(outer.parent) ||
    ts.isPropertyAssignment(outer.parent) ||
    ts.isSpreadElement(outer.parent) ||
    ts.isParenthesizedExpression(outer.parent)
  ) {
    outer = outer.parent;
  }
  const holder = outer.parent;
  if (ts.isForOfStatement(holder) || ts.isForInStatement(holder))
    return holder.initializer === outer;
  return (
    ts.isBinaryExpression(holder) &&
    holder.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    holder.left === outer
  );
}

/** Outside an async function `await (x)` reads as a call, `await [x]` as an element, `` await `x` `` as a template. */
function isCalledAwait(ts: typeof TypeScript, node: TypeScript.Node): boolean {
  const called =
    ts.isCallExpression(node) || ts.isElementAccessExpression(node)
      ? node.expression
      : ts.isTaggedTemplateExpression(node)
        ? node.tag
        : undefined;
  return called !== undefined && ts.isIdentifier(called) && called.text === 'await';
}

function isForAwait(ts: typeof TypeScript, node: TypeScript.Node): boolean {
  return ts.isForOfStatement(node) && node.awaitModifier !== undefined;
}
