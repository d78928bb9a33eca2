import type { Node } from '../node';

/** The family at the end of a schedule: the last part of the last part. */
export function lastLeaf(node: Node): Node {
  const last = node.parts.at(-1);
  return last ? lastLeaf(last) : node;
}

/** A node whose last leaf has other options. */
export function editLastLeaf(node: Node, options: Readonly<Record<string, unknown>>): Node {
  const last = node.parts.at(-1);
  if (!last) return { ...node, options: { ...node.options, ...options } };
  return { ...node, parts: [...node.parts.slice(0, -1), editLastLeaf(last, options)] };
}

/** A node without `after`, wherever it is given: every family then holds its end. */
export function holdEnd(node: Node): Node {
  const { after: _, ...options } = node.options;
  return { ...node, options, parts: node.parts.map(holdEnd) };
}
