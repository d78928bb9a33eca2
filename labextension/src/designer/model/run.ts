import type { RateCurve, RunTrail } from 'anneal/pure';
import type { Line } from './curve-path';

/** A run that is laid over the curve. */
export type Run = RunTrail;

/** Updates whose rate cannot change any more: those a training under way has done. */
export function lockedSteps(run: Run | undefined): number {
  return run?.status.kind === 'running' ? run.step : 0;
}

/** Whether a place of the curve lies behind the update under way. */
export function isLocked(run: Run | undefined, step: number): boolean {
  return step < lockedSteps(run);
}

/** A line from a step on, which it begins at. */
export function lineFrom(line: Line, curve: RateCurve, from: number): Line {
  if (from <= 0) return line;
  const later = line.steps.map((step) => step > from);
  const keep = <T>(all: readonly T[]): T[] => all.filter((_, index) => later[index]);
  return {
    steps: [from, ...keep(line.steps)],
    rates: [curve(from), ...keep(line.rates)],
    jumps: line.jumps.filter(({ step }) => step > from),
  };
}

/** The rate that an update used, between the places that are known; nothing when it was not done. */
export function usedAt(
  { lr: { steps, values }, step: done }: Run,
  step: number,
): number | undefined {
  if (step >= done) return undefined;
  const next = steps.findIndex((at) => at >= step);
  const [from, to] = [Math.max(0, next - 1), next];
  const [a, b] = [values[from] ?? undefined, values[to] ?? undefined];
  if (a === undefined || b === undefined) return undefined;
  const span = (steps[to] as number) - (steps[from] as number);
  return span > 0 ? a + ((b - a) * (step - (steps[from] as number))) / span : b;
}

const LOOKS = 400;

/** Whether two curves differ anywhere from a step on, as far as a few hundred looks can tell. */
export function differsAhead(
  before: RateCurve,
  after: RateCurve,
  from: number,
  total: number,
): boolean {
  const places = [...before.phases, ...after.phases].map((phase) => phase.from);
  const even = Array.from({ length: LOOKS + 1 }, (_, i) =>
    Math.round(from + (i * (total - from)) / LOOKS),
  );
  return [...places, ...even].some((step) => step >= from && before(step) !== after(step));
}

/** The lowest above zero of what is not `null`; without one, infinity. */
export function lowest(values: readonly (number | null)[]): number {
  return values.reduce<number>(
    (least, value) => (value !== null && value > 0 && value < least ? value : least),
    Number.POSITIVE_INFINITY,
  );
}

/** The highest of what is not `null`. */
export function highest(values: readonly (number | null)[]): number {
  return values.reduce<number>((most, value) => (value !== null && value > most ? value : most), 0);
}
