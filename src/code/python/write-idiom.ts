import type { Resolved } from '../../schedule/node';
import { codeOf } from '../codes';
import { untyped } from '../family-code';
import type { Idiom, Piece, PythonTarget, Reason, Tools } from '../idiom';
import type { Listener } from '../listener';
import { listenerOf } from '../listening';
import { addTo, type Program } from '../program';
import type { Expression } from '../syntax';
import type { Dialect } from './dialect';

/** What a library offers to put schedules together. */
export interface Library {
  readonly target: PythonTarget;
  readonly dialect: Dialect;
  /** Whether its schedules multiply the rate of the optimizer. */
  readonly multiplies: boolean;
  /** Whether a function of ours is multiplied, too: the rate of the optimizer is then 1. */
  readonly multipliesOwn: boolean;
  /** Why a function is written where there is no better reason. */
  readonly nothing: string;
  /** Whether it can run one thing after another. */
  readonly joins: boolean;
  /** A function of the step as a thing of the library. */
  own(name: string, base: number): Expression;
  /** The same rate for ever. */
  flat(rate: number, base: number): Expression;
}

/** A schedule as pieces of a library, and the functions that they use. */
export interface Written {
  readonly program: Program;
  readonly pieces: Idiom;
  /** Rate of the optimizer. */
  readonly base: number;
  /** The schedule follows a metric: the one piece is this. */
  readonly listener?: Listener;
}

/**
 * Writes a schedule with what a library has for it, or else as one function of the step.
 *
 * @throws CodeRefusal when there is no formula either.
 */
export function writeIdiom(node: Resolved, library: Library): Written {
  const listener = listenerOf(node, library.target);
  if (listener) {
    const { code, note, rate } = listener;
    const piece = { code, length: Infinity, ...(note !== undefined && { note }) };
    return { program: { tables: [], functions: [] }, pieces: [piece], base: rate, listener };
  }
  const base = library.multiplies ? baseOf(node) : 1;
  const program: Program = { tables: [], functions: [] };
  const pieces = idiomOf(node, library, base, program);
  if (isIdiom(pieces)) {
    const joins = library.joins && !pieces.slice(1).some(({ first }) => first);
    const fits = pieces.length === 1 || joins;
    if (fits && pieces.some((piece) => !piece.own)) return { program, pieces, base };
  }
  const whole: Program = { tables: [], functions: [] };
  const code = library.own(addTo(whole, node), 1);
  const note = typeof pieces === 'string' ? pieces : library.nothing;
  const own = { code, length: Infinity, own: true, note } as const;
  return { program: whole, pieces: [own], base: library.multipliesOwn ? 1 : base };
}

function idiomOf(
  node: Resolved,
  library: Library,
  base: number,
  program: Program,
): Idiom | Reason | undefined {
  const write = untyped(codeOf(node.family)).idioms?.[library.target];
  const part = (index: number): Resolved => node.parts[index] as Resolved;
  const tools: Tools = {
    node,
    base,
    part(index) {
      const pieces = idiomOf(part(index), library, base, program);
      if (isIdiom(pieces)) return pieces;
      const code = library.own(addTo(program, part(index)), base);
      return [{ code, length: Infinity, own: true, ...(pieces !== undefined && { note: pieces }) }];
    },
    thing(index) {
      const pieces = node.parts[index] && idiomOf(part(index), library, base, program);
      if (!isIdiom(pieces)) return undefined;
      const [only] = pieces;
      return pieces.length === 1 && only?.code.kind === 'call' && !only.own ? only.code : undefined;
    },
    lasting: (code, note) => [{ code, length: Infinity, ...(note !== undefined && { note }) }],
    ending(code, note) {
      if (node.end === undefined) return undefined;
      const held = library.flat(node.curve.at(node.end), base);
      return [
        { code, length: node.curve.steps },
        { code: held, length: Infinity, own: true, ...(note !== undefined && { note }) },
      ];
    },
  };
  return write?.(node.values, tools);
}

const isIdiom = (pieces: Idiom | Reason | undefined): pieces is readonly Piece[] =>
  Array.isArray(pieces);

/** A rate that the schedule reaches, for the optimizer. */
function baseOf(node: Resolved): number {
  const { peak } = node.values as { peak?: number };
  const parts = node.parts.map(baseOf);
  const base = untyped(codeOf(node.family)).base?.(node.values, parts) ?? peak;
  return base !== undefined && base > 0 && base < Infinity ? base : Math.max(1e-3, ...parts);
}
