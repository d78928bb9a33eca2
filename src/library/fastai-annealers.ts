import { exponentialDecay } from '../schedule/families/exponential-decay';
import { piecewise } from '../schedule/families/piecewise';
import type { Schedule } from '../schedule/schedule';
import { show } from '../schedule/validate';
import { formula } from './formula';
import { flat, isLength, ramp, wrongKind } from './pieces';
import type { Arguments } from './request';

/** One annealer: from a value to another in a share of the training. */
export interface Move {
  readonly shape: 'linear' | 'cosine' | 'none' | 'exponential' | 'power';
  readonly from: number;
  readonly to: number;
  readonly share: number;
  /** Power of the share that is done. */
  readonly power?: number;
}

/** One annealer over all of `batches` updates. */
export function annealed(move: Move, batches: number): Schedule {
  const { shape, from, to, power = 1 } = move;
  if (shape === 'none' || from === to) return flat(from);
  if (shape === 'cosine') return ramp(from, to, batches, 'cosine');
  if (shape === 'linear' || (shape === 'power' && power === 1)) return ramp(from, to, batches);
  if (shape === 'exponential' && to < from)
    return exponentialDecay({ peak: from, gamma: to / from, every: batches, steps: batches });
  return combined([move], batches);
}

/** Annealers one after another; each of their shares is of `batches`. After the last update the end is held. */
export function moved(moves: readonly Move[], batches: number): Schedule {
  const parts = moves.filter(({ share }) => share > 0);
  const [only] = parts;
  if (parts.length === 1 && only) return annealed(only, batches);
  let end = 0;
  const ends = parts.map(({ share }) => {
    end += share;
    return Math.abs(end * batches - Math.round(end * batches)) < 1e-9
      ? Math.round(end * batches)
      : end * batches;
  });
  const shape = only?.shape;
  const joined = parts.every(
    (part, i) => part.shape === shape && (i === 0 || part.from === parts[i - 1]?.to),
  );
  const ascend = ends.every((one, i) => isLength(one) && one > (ends[i - 1] ?? 0));
  if (!joined || !ascend || (shape !== 'cosine' && shape !== 'linear'))
    return combined(parts, batches);
  return piecewise({
    boundaries: ends,
    values: [only?.from ?? 0, ...parts.map(({ to }) => to)],
    interpolate: shape,
    steps: batches,
  });
}

function combined(moves: readonly Move[], batches: number): Schedule {
  return formula('fastai.combine_scheds', {
    shares: moves.map(({ share }) => share),
    shapes: moves.map(({ shape }) => shape).join(' '),
    from: moves.map(({ from }) => from),
    to: moves.map(({ to }) => to),
    powers: moves.map(({ power = 1 }) => power),
    batches,
  });
}

const SHAPES = {
  SchedLin: 'linear',
  SchedCos: 'cosine',
  SchedNo: 'none',
  SchedExp: 'exponential',
  SchedPoly: 'power',
} as const;

/** `scheds` of `combine_scheds`: annealers as `{ class, params: { start, end } }`. */
export function partsOf(args: Arguments, count: number): Omit<Move, 'share'>[] {
  const given = args.any('scheds');
  if (!Array.isArray(given))
    throw wrongKind(args, `scheds must be a list of { class, params }, got ${show(given)}`);
  if (given.length !== count)
    throw args.refuse(`scheds must be as many as pcts (${count}), got ${given.length}`);
  return given.map((one: { class?: unknown; params?: Record<string, unknown> }, i) => {
    const shape = SHAPES[one?.class as keyof typeof SHAPES];
    if (!shape) throw args.refuse(`it cannot combine ${show(one?.class ?? one)}`);
    const { start: from, end: to, power = 1 } = one.params ?? {};
    const fits = [from, to, power].every(
      (value) => Number.isFinite(value) && (value as number) >= 0,
    );
    if (fits && !(shape === 'exponential' && from === 0))
      return { shape, from: from as number, to: to as number, power: power as number };
    throw args.refuse(`scheds[${i}] must have a start and an end of at least 0`);
  });
}
