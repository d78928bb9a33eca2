import type { Curve } from '../family';
import type { Node } from '../node';
import type { Plan } from '../plan';
import type { Spec } from '../spec';

/** What can be wrong with a schedule that can be built. */
export type Rule =
  | 'no-warmup'
  | 'zero-first-rate'
  | 'negative-rate'
  | 'rebound'
  | 'jump'
  | 'warmup-fills-run'
  | 'cut-cycle'
  | 'cut-short'
  | 'ends-early'
  | 'floor-not-reached'
  | 'float32-loss';

/** A finding of {@link lint}: where, how much, in words, and what would mend it. */
export interface Finding {
  readonly rule: Rule;
  /** 0-based step it is about. */
  readonly at: number;
  /** How much: a rate, or a number of steps, as the message says. */
  readonly size: number;
  readonly message: string;
  /** What would mend it, in words and as the spec to use instead. */
  readonly fix?: { readonly message: string; readonly spec: Spec };
}

/** What a rule looks at. */
export interface Subject {
  readonly node: Node;
  readonly plan: Plan | undefined;
  readonly curve: Curve;
  /** Updates that run: those of the plan, or all of the schedule. */
  readonly run: number;
  /** Highest rate of those that run, as far as a few thousand samples tell. */
  readonly peak: number;
}

/** Looks for one thing. */
export type Check = (subject: Subject) => Finding[];
