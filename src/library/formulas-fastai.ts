import { lastAtMost } from '../schedule/cycles';
import type { Curve, Phase } from '../schedule/family';
import { show } from '../schedule/validate';
import type { Formula, FormulaValues } from './formulas';
import { listOf, positiveOf } from './formulas-shared';

/** What fastai computes and no native family does: growth, powers of the time, phases that end between two updates. */
export const fastaiFormulas: Readonly<Record<string, Formula>> = {
  'fastai.combine_scheds': combined,
};

const SHAPES: Readonly<
  Record<string, (x: number, from: number, to: number, power: number) => number>
> = {
  linear: (x, from, to) => from + x * (to - from),
  cosine: (x, from, to) => from + ((1 - Math.cos(Math.PI * x)) * (to - from)) / 2,
  none: (_, from) => from,
  exponential: (x, from, to) => from * (to / from) ** x,
  power: (x, from, to, power) => from + (to - from) * x ** power,
};

/** Annealers one after another, each over its share of `batches`; the end of the last one is held. */
function combined(values: FormulaValues): Curve {
  const shares = listOf(values, 'shares');
  const [from, to, powers] = ['from', 'to', 'powers'].map((name) => listOf(values, name)) as [
    readonly number[],
    readonly number[],
    readonly number[],
  ];
  const batches = positiveOf(values, 'batches');
  const shapes = String(values.shapes).split(' ');
  const unknown = shapes.find((shape) => !Object.hasOwn(SHAPES, shape));
  if (unknown !== undefined)
    throw new RangeError(`Cannot build formula: values.shapes cannot have ${show(unknown)}`);
  if ([from, to, powers, shapes].some(({ length }) => length !== shares.length))
    throw new RangeError('Cannot build formula: its lists must be of one length');
  const empty = shares.some((share) => share === 0);
  if (empty || shapes.some((shape, i) => shape === 'exponential' && from[i] === 0))
    throw new RangeError('Cannot build formula: its shares and exponential starts must be above 0');
  const starts = [0];
  for (const share of shares) starts.push((starts.at(-1) as number) + share);
  const last = shares.length - 1;
  const at = (t: number): number => {
    const done = Math.min(1, t / batches);
    const index = Math.min(last, lastAtMost(starts, done + 1e-12));
    const share = (done - (starts[index] as number)) / (shares[index] as number);
    const x = Math.min(1, Math.max(0, share));
    const [a, b] = [from[index] as number, to[index] as number];
    return (SHAPES[shapes[index] as string] as (typeof SHAPES)[string])(
      x,
      a,
      b,
      powers[index] as number,
    );
  };
  const ends = starts.map((start) => Math.round(start * batches));
  const phases = shares.map((_, i): Phase => {
    const kind = (to[i] as number) > (from[i] as number) ? 'rise' : 'fall';
    return { name: shapes[i] as string, kind, from: ends[i] as number, to: ends[i + 1] as number };
  });
  return {
    steps: Math.max(1, Math.ceil(batches)),
    phases: phases.filter((p) => p.from < p.to),
    at,
  };
}
