import type { AnyFamily, Curve, LengthParam, Param } from './family';
import { type Length, resolveLength } from './length';
import type { Plan } from './plan';
import { show, throwFirst, validate } from './validate';

/** A schedule as it was written: a family, its options, and the parts it combines. */
export interface Node {
  readonly family: AnyFamily;
  /** As given, lengths with their units. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly parts: readonly Node[];
  readonly label?: string;
  /** Fields of a spec that this version does not know: kept and written back. */
  readonly unknown?: Readonly<Record<string, unknown>>;
}

/** Deepest nesting that is built; a person's schedule has fewer than ten levels. */
export const MAX_DEPTH = 200;

/** Updates of a schedule that names no length and has no plan. */
const DEFAULT_STEPS = 1000;

/** A node whose options were checked; `path` leads a complaint, such as `parts[0].values.`. */
export function checkedNode(node: Node, path = ''): Node {
  throwFirst(validate(node.family, node.options), node.family.title.toLowerCase(), path);
  return node;
}

/** Short name for charts: the label that was given, or one made from the parts. */
export function labelOf(node: Node): string {
  if (node.label !== undefined) return node.label;
  return node.family.label?.(node.parts.map(labelOf)) ?? node.family.title.toLowerCase();
}

/** Every length in a node and its parts. */
export function lengthsOf(node: Node): Length[] {
  const own = Object.entries(node.family.params).flatMap(([name, param]) => {
    const value = node.options[name];
    if (value === undefined) return [];
    if (param.kind === 'length') return [value as Length];
    return param.kind === 'lengths' ? (value as readonly Length[]) : [];
  });
  return [...own, ...node.parts.flatMap(lengthsOf)];
}

/**
 * The curve of a node: units resolved by the plan, parts built first.
 *
 * @param available Updates left for this node; it fills them when it names no length of its own.
 */
export function compile(node: Node, plan: Plan | undefined, available?: number): Curve {
  const values = resolve(node, plan, available);
  const parts: Curve[] = [];
  for (const part of node.parts) {
    const room = { available, built: parts, last: parts.length === node.parts.length - 1 };
    const share = node.family.share ? node.family.share(values, room) : available;
    if (share !== undefined && share < 1) throw noRoom(node, available);
    parts.push(compile(part, plan, share));
  }
  return node.family.curve(values, parts);
}

type Resolved = Parameters<AnyFamily['curve']>[0];

function resolve(node: Node, plan: Plan | undefined, available: number | undefined): Resolved {
  const making = node.family.title.toLowerCase();
  const values: Record<string, unknown> = {};
  const updates = (name: string, length: Length, min: number): number => {
    const count = resolveLength(length, plan);
    if (Number.isSafeInteger(count) && count >= min) return count;
    throw new RangeError(
      `Cannot build ${making}: ${name} ${show(length)} is ${count} updates in this plan; at least ${min} are needed`,
    );
  };
  const lengthOf = (name: string, param: LengthParam): number | undefined => {
    const length = (node.options[name] as Length | undefined) ?? param.default;
    if (length === 'rest') return available ?? DEFAULT_STEPS;
    if (typeof length !== 'object') return length && updates(name, length, param.min ?? 1);
    return Math.max(1, Math.round(length.share * (values.steps as number)));
  };
  // `steps` first: shares of other parameters are shares of it
  const byOrder = ([a]: [string, Param], [b]: [string, Param]) =>
    Number(b === 'steps') - Number(a === 'steps');
  for (const [name, param] of Object.entries(node.family.params).sort(byOrder)) {
    const given = node.options[name] ?? param.default;
    if (param.kind === 'length') values[name] = lengthOf(name, param);
    else if (param.kind === 'lengths')
      values[name] = (given as readonly Length[] | undefined)?.map((one) => updates(name, one, 1));
    else values[name] = given;
  }
  return values as Resolved;
}

function noRoom(node: Node, available: number | undefined): RangeError {
  return new RangeError(
    `Cannot build ${node.family.title.toLowerCase()}: its ${available} updates leave none for a part; shorten the others or lengthen the plan`,
  );
}
