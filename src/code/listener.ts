import type { Expression } from './syntax';

/** A thing of a library that changes the rate of the optimizer when it is told a metric. */
export interface Listener {
  readonly code: Expression;
  /** Rate that the optimizer begins with. */
  readonly rate: number;
  /** Whether a lower or a higher metric is better. */
  readonly mode: 'min' | 'max';
  /** What a reader of the library would wonder about. */
  readonly note?: string;
  /** What it has no argument for, set after it was made: an attribute and its value. */
  readonly set?: { readonly attribute: string; readonly value: Expression; readonly why: string };
}
