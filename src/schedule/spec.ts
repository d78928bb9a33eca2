import type { Node } from './node';
import type { Plan } from './plan';

/** Version of the format that `toSpec` writes; a reader refuses a newer one. */
export const SPEC_VERSION = 1;

/**
 * A schedule as plain JSON: what the designer edits, a run log records and a notebook passes on.
 * `values` are the options of the family, `parts` the schedules it combines.
 */
export interface Spec {
  readonly version?: number;
  readonly family: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly parts?: readonly Spec[];
  readonly label?: string;
  readonly plan?: Plan;
}

/** The spec of a node: defaults are not written, fields of newer versions are kept. */
export function toSpec(node: Node, plan: Plan | undefined): Spec {
  return { version: SPEC_VERSION, ...bareSpec(node), ...(plan && { plan }) };
}

function bareSpec(node: Node): Spec {
  if (Object.values(node.options).some((value) => typeof value === 'function')) {
    throw new TypeError(
      `Cannot write the schedule: ${node.family.id} holds a function, which cannot be written as JSON; use a family, or write the rates with piecewise`,
    );
  }
  return {
    ...node.unknown,
    family: node.family.id,
    values: { ...node.options },
    ...(node.parts.length > 0 && { parts: node.parts.map(bareSpec) }),
    ...(node.label !== undefined && { label: node.label }),
  };
}
