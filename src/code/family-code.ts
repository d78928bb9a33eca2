import type { Curve, Family, Params, Values } from '../schedule/family';
import type { Resolved } from '../schedule/node';
import type { Idiom, PythonTarget, Reason, Tools } from './idiom';
import type { Listener } from './listener';

/** What a name in a formula stands for: a number, several, or a rate or factor that is written with its point. */
export type Constant = number | readonly number[] | { readonly float: number };

/**
 * The rate of step `t` as the body of a Python function: assignments, `if …: return …`, `return …`. It may use
 * `pi cos sqrt exp tanh min max`, `positive(x)` where x is at least 0 whenever the result counts, and of an ascending
 * list `count(list, t)`, how many of its numbers are at most t.
 * Names of parameters stand for their values, others for what `names` says.
 */
export interface Formula {
  readonly body: string;
  readonly names?: Readonly<Record<string, Constant>>;
  /** One sentence about the function; the family's when left out. */
  readonly about?: string;
}

/** A part of a combination: the function that gives its rate, and its curve. */
export interface Part {
  readonly name: string;
  readonly curve: Curve;
}

/** How the schedules of one family are written as code. */
export interface FamilyCode<V = Values<Params>> {
  readonly id: string;
  /** Why there can be no formula, as it follows "Cannot write the code: ". */
  readonly refusal?: string;
  /** Exact for every step that is asked for; none when there is no formula for these values. */
  formula(values: V, parts: readonly Part[]): Formula | undefined;
  /** The thing a library has for it if its rates are equal, or why they are not where that is no wonder. */
  readonly idioms?: {
    readonly [T in PythonTarget]?: (values: V, tools: Tools) => Idiom | Reason | undefined;
  };
  /** The thing a library has that follows the same metric in the same way, or why it has none. */
  readonly listeners?: { readonly [T in PythonTarget]: (values: V) => Listener | Reason };
  /** Whether it asks its parts for fractions of a step. */
  fractions?(values: V): boolean;
  /** A rate that the optimizer may be given, for libraries whose schedules multiply it. */
  base?(values: V, parts: readonly number[]): number | undefined;
}

/** Code of any family, its values forgotten. */
export type AnyFamilyCode = FamilyCode<never>;

/** Keeps the types of the values of a family. */
export function codeFor<P extends Params>(
  family: Family<P>,
  code: Omit<FamilyCode<Values<P>>, 'id'>,
): FamilyCode<Values<P>> {
  return { id: family.id, ...code };
}

/** The code of a resolved node, its values and code being of one family. */
export const untyped = (code: AnyFamilyCode): FamilyCode => code as unknown as FamilyCode;

export type { Resolved };
