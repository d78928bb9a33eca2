import { type After, withAfter } from './after';
import type { AnyFamily, Curve, Values } from './family';
import type { Length } from './length';
import { type Metrics, metricsFrom } from './metrics';
import type { Plan } from './plan';
import { resolve } from './resolve';
import { throwFirst, validate } from './validate';

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

/** What a node is compiled in. */
export interface Scope {
  readonly plan: Plan | undefined;
  /** Updates left for the node; it fills them when it names no length of its own. */
  readonly available: number | undefined;
  /** Metrics seen since the node began. */
  readonly metrics: Metrics;
}

/** Whether a node or one of its parts listens to metrics. */
export function listens(node: Node): boolean {
  return node.family.feedback === true || node.parts.some(listens);
}

/** A node with every length in updates: what code is written from. */
export interface Resolved {
  readonly family: AnyFamily;
  readonly values: Values<AnyFamily['params']>;
  readonly parts: readonly Resolved[];
  readonly curve: Curve;
  /** Last step that the formula is asked for; the rate there is held. None when it goes on in some way. */
  readonly end?: number;
}

/** The curve of a node: units resolved by the plan, parts built first. */
export function compile(node: Node, scope: Scope): Curve {
  return resolveNode(node, scope).curve;
}

/** A node with its values, curve and parts. */
export function resolveNode(node: Node, { plan, available, metrics }: Scope): Resolved {
  const { family } = node;
  const values = resolve(family, node.options, plan, available);
  const parts: Resolved[] = [];
  const built: Curve[] = [];
  for (const part of node.parts) {
    const room = { available, built, last: parts.length === node.parts.length - 1 };
    const share = family.share ? family.share(values, room) : available;
    const start = family.start?.(values, built) ?? 0;
    const scope = { plan, available: share, metrics: metricsFrom(metrics, start) };
    const resolved = resolveNode(part, scope);
    parts.push(resolved);
    built.push(resolved.curve);
  }
  const curve = family.curve(values, built, metrics);
  const { after, end } = values as { after?: After; end?: 'exclusive' | 'inclusive' };
  if (after === undefined) return { family, values, parts, curve };
  const last = family.holds === 'last' || end === 'inclusive' ? curve.steps - 1 : curve.steps;
  const whole = { family, values, parts, curve: withAfter(curve, after, last) };
  return after === 'hold' ? { ...whole, end: last } : whole;
}
