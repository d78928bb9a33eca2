import type { Length } from './length';
import type { Metrics } from './metrics';

/** What a part of a schedule does: for the colours and names of a chart. */
export type PhaseKind = 'rise' | 'hold' | 'fall' | 'cool-down' | 'cycle';

/** A named stretch of a schedule that owns the steps `from` … `to − 1`. */
export interface Phase {
  readonly name: string;
  readonly kind: PhaseKind;
  readonly from: number;
  readonly to: number;
  /** The rate jumps up at `from` on purpose: a warm restart. */
  readonly restart?: true;
}

/** A schedule with every length in updates: what a family builds. */
export interface Curve {
  /** Updates it was made for. */
  readonly steps: number;
  readonly phases: readonly Phase[];
  /** Learning rate of the 0-based update `step`; total for every step ≥ 0. */
  at(step: number): number;
  /**
   * The same rates, many at once, bit for bit; left out, each is asked for. A loop whose numbers are
   * arguments of a function runs at full speed, one over a closure made for each schedule does not.
   */
  fill?(out: Float64Array, offset: number, from: number, count: number): void;
}

interface ParamBase {
  /** Symbol in the formula, LaTeX. */
  readonly symbol: string;
  /** One sentence; the same as the comment above the key. */
  readonly doc: string;
}

/** A learning rate: finite, at least 0, or above 0 when `positive`. */
export interface RateParam extends ParamBase {
  readonly kind: 'rate';
  readonly default?: number;
  readonly positive?: true;
}

/**
 * A number of updates, or text with a unit. `'rest'` is what the plan leaves (1,000 without one);
 * a `share` is of the schedule's own `steps`.
 */
export interface LengthParam extends ParamBase {
  readonly kind: 'length';
  readonly default?: number | 'rest' | { readonly share: number };
  readonly min?: number;
}

/** Several lengths. */
export interface LengthsParam extends ParamBase {
  readonly kind: 'lengths';
  readonly default?: readonly (Length | { readonly share: number })[];
}

/** A plain number. */
export interface NumberParam extends ParamBase {
  readonly kind: 'number';
  readonly unit: 'ratio' | 'per step' | 'count';
  readonly default?: number;
  readonly min?: number;
  readonly max?: number;
  /** The bounds themselves are not allowed. */
  readonly exclusive?: true;
}

/** One of a few words. */
export interface ChoiceParam extends ParamBase {
  readonly kind: 'choice';
  readonly options: readonly string[];
  readonly default: string;
}

/** Several learning rates. */
export interface RatesParam extends ParamBase {
  readonly kind: 'rates';
  readonly default?: readonly number[];
}

/** Yes or no. */
export interface FlagParam extends ParamBase {
  readonly kind: 'flag';
  readonly default: false;
}

/** A function of the step, or of what its doc says: the one thing that JSON cannot hold. */
export interface FunctionParam extends ParamBase {
  readonly kind: 'function';
  readonly default?: (step: number) => number;
}

/** Plain JSON that only the family itself can read. */
export interface DataParam extends ParamBase {
  readonly kind: 'data';
  readonly default: JsonValues;
}

/** Numbers, words, flags and lists of numbers by name. */
export type JsonValues = Readonly<Record<string, number | string | boolean | readonly number[]>>;

/** A parameter of a family: form, validation and docs are views of it. One without a default may be left out. */
export type Param =
  | RateParam
  | LengthParam
  | LengthsParam
  | NumberParam
  | ChoiceParam
  | RatesParam
  | FlagParam
  | FunctionParam
  | DataParam;

/** Parameters by name. */
export type Params = Readonly<Record<string, Param>>;

/** Value of one parameter, checked and in updates. */
export type ValueOf<P extends Param> = P extends { kind: 'choice'; options: readonly (infer O)[] }
  ? O
  : P extends { kind: 'flag' }
    ? boolean
    : P extends { kind: 'function' }
      ? P extends { default: unknown }
        ? (step: number) => number
        : ((step: number) => number) | undefined
      : P extends { kind: 'data' }
        ? JsonValues
        : P extends { default: unknown }
          ? Plural<P>
          : Plural<P> | undefined;

/** One number, or several. */
export type Plural<P extends Param> = P extends { kind: 'lengths' | 'rates' }
  ? readonly number[]
  : number;

/** What a family computes with: every parameter checked, every length in updates. */
export type Values<P extends Params> = { readonly [K in keyof P]: ValueOf<P[K]> };

/** What a user may write for one parameter. */
export type OptionOf<P extends Param> = P extends { kind: 'choice'; options: readonly (infer O)[] }
  ? O
  : P extends { kind: 'length' }
    ? Length
    : P extends { kind: 'lengths' }
      ? readonly Length[]
      : P extends { kind: 'rates' }
        ? readonly number[]
        : P extends { kind: 'flag' }
          ? boolean
          : P extends { kind: 'function' }
            ? (step: number) => number
            : P extends { kind: 'data' }
              ? JsonValues
              : number;

/** What a user writes: any of the parameters, lengths with or without units. */
export type Options<F> =
  F extends Family<infer P> ? { readonly [K in keyof P]?: OptionOf<P[K]> } : never;

/** A complaint about one parameter, as data: a form shows it at its field, a builder throws it. */
export interface Issue {
  readonly param: string;
  readonly value: unknown;
  readonly message: string;
  /** `type` for the wrong kind of value, `range` for a value that is not allowed. */
  readonly kind: 'type' | 'range';
}

/** What there is to share out when the next part of a combination is built. */
export interface Room {
  /** Updates left for the whole; unknown without a plan. */
  readonly available: number | undefined;
  /** The parts before. */
  readonly built: readonly Curve[];
  /** The next part is the last one. */
  readonly last: boolean;
}

/** A schedule family, or a way to combine schedules: the one place its mathematics and prose live. */
export interface Family<P extends Params = Params> {
  /** Name of the builder, and of the file in kebab-case. */
  readonly id: string;
  readonly title: string;
  /** One sentence. */
  readonly summary: string;
  /** How many schedules it is made from. */
  readonly parts: 0 | 1 | 'many';
  readonly params: P;
  /** In t and the symbols of the parameters. */
  readonly latex: string;
  readonly source?: { readonly text: string; readonly url: string };
  /** Complaints about values that are each allowed but do not go together. */
  check?(values: Partial<Record<keyof P, unknown>>): Issue | undefined;
  /** First step of the part after those `built`; 0 when left out. */
  start?(values: Values<P>, built: readonly Curve[]): number;
  /** Updates for the next part; all that are left for the whole when left out. */
  share?(values: Values<P>, room: Room): number | undefined;
  /** The formula, for every step ≥ 0; what comes after the last step is decided by `after`. */
  curve(values: Values<P>, parts: readonly Curve[], metrics: Metrics): Curve;
  /** Its rate is made of those that its parts have at the same step. */
  readonly pointwise?: true;
  /** Its rates depend on the metrics seen, not on the step alone. */
  readonly feedback?: true;
  /** How it lays its parts out in time, for editors: one after another, or behind updates of its own. */
  readonly order?: 'chain' | 'before';
  /** Which rate is held after the last step: the one at `steps` (`end`, when left out), or the last update's. */
  readonly holds?: 'end' | 'last';
  /** Short name in charts, from those of the parts; the title in lower case when left out. */
  label?(parts: readonly string[]): string;
  /** The call that builds it, from the texts of its options and parts; `id(options)` when left out. */
  text?(values: Readonly<Record<string, unknown>>, parts: readonly string[]): string;
}

/** A family whose parameter types are forgotten: what registries, forms and charts hold. */
export type AnyFamily = Family<Params>;

/**
 * Keeps the literal types of a family's parameters, so that its options and values are typed.
 *
 * @example
 * const flat = defineFamily({
 *   id: 'flat',
 *   title: 'Flat',
 *   summary: 'The same rate at every update.',
 *   parts: 0,
 *   params: { peak: { kind: 'rate', default: 1, symbol: 'p', doc: 'The rate.' } },
 *   latex: 'p',
 *   curve: ({ peak }) => ({ steps: 1, phases: [], at: () => peak }),
 * });
 * assert.equal(build(flat, { peak: 0.5 })(7), 0.5);
 */
export function defineFamily<const P extends Params>(family: Family<P>): Family<P> {
  return family;
}
