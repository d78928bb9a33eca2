import type { Resolved } from '../schedule/node';
import type { Plan } from '../schedule/plan';

/** What schedules can be written for. */
export const TARGETS = ['typescript', 'pytorch', 'keras', 'optax', 'transformers', 'timm'] as const;

/** Name of a target of `toCode`. */
export type Target = (typeof TARGETS)[number];

/** A schedule as a target is given it. */
export interface Source {
  readonly node: Resolved;
  /** The call that builds it, on one line; none when it holds a function of the user's. */
  readonly call: string | undefined;
  readonly plan: Plan | undefined;
}

/** Writes a schedule as the lines of a complete snippet. */
export type Writer = (source: Source) => readonly string[];
