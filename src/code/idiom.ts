import type { Resolved } from '../schedule/node';
import type { Expression } from './syntax';

/** Targets whose code is Python. */
export type PythonTarget = 'pytorch' | 'keras' | 'optax' | 'transformers' | 'timm';

/** A stretch of a schedule that a library has a thing for. */
export interface Piece {
  readonly code: Expression;
  /** Updates for which its rates are right; infinite when it may run for ever. */
  readonly length: number;
  /** Why it is written like this, where a reader of the library would wonder. */
  readonly note?: string;
  /** It goes on from the rate it finds, so that nothing may come before it. */
  readonly first?: true;
  /** A function of ours, or a constant that holds an end: nothing of the library. */
  readonly own?: true;
}

/** Pieces one after another, each counting from its own start. */
export type Idiom = readonly Piece[];

/** Why a library's own thing is not used, as a comment says it. */
export type Reason = string;

/** What a family may ask for while it is written for a library. */
export interface Tools {
  readonly node: Resolved;
  /** Rate of the optimizer, where the library multiplies it. */
  readonly base: number;
  /** A part of a combination; as a function of the step where the library has nothing for it. */
  part(index: number): Idiom;
  /** A part, when the library has one thing for it. */
  thing(index: number): (Expression & { kind: 'call' }) | undefined;
  /** One thing whose rates are right for the steps of the schedule and do not stay at the end by themselves. */
  ending(code: Expression, note?: string): Idiom | undefined;
  /** One thing whose rates are right for ever. */
  lasting(code: Expression, note?: string): Idiom;
}

/** First steps of all pieces but the first. */
export function boundariesOf(pieces: Idiom): number[] {
  const starts: number[] = [];
  for (const { length } of pieces.slice(0, -1)) starts.push((starts.at(-1) ?? 0) + length);
  return starts;
}
