import type { RateCurve } from 'anneal/pure';
import type { Candidate } from './candidates';
import type { Scene, Segment } from './scene';

const MOST_INNER = 12;

/** A place of a segment where a handle may stand. */
export interface Point {
  readonly kind: 'start' | 'inner' | 'end';
  readonly step: number;
  readonly probe: number;
  /** A length whose own value is the place, such as a milestone. */
  readonly own?: Candidate;
}

/** Start, inner boundaries of phases, lengths that are places themselves, and end. */
export function pointsOf(scene: Scene, segment: Segment, places: readonly Candidate[]): Point[] {
  const { from, to, item } = segment;
  const isLast = segment.index === scene.segments.length - 1;
  const inside = (step: number): boolean => step > from && step < to;
  const inner = new Map<number, Point>();
  for (const { from: step } of scene.curve.phases) {
    if (inside(step)) inner.set(step, { kind: 'inner', step, probe: step });
  }
  for (const own of places) {
    const step = from + own.value;
    if (!inside(step) || inner.has(step)) continue;
    inner.set(step, { kind: 'inner', step, probe: step, own });
  }
  const top = highestInside(scene.curve, segment);
  if (top !== undefined && !inner.has(top))
    inner.set(top, { kind: 'inner', step: top, probe: top });
  const steps = [...inner.values()].sort((a, b) => a.step - b.step).slice(0, MOST_INNER);
  const start: Point = { kind: 'start', step: from, probe: from };
  // what leads to another segment ends where that one starts
  if (item.lead) return [start, ...steps];
  return [start, ...steps, { kind: 'end', step: to, probe: isLast ? to : to - 1 }];
}

/** Where phases begin inside a segment. */
export function boundaries({ phases }: RateCurve, { from, to }: Segment): number[] {
  return phases.map((phase) => phase.from).filter((step) => step > from && step < to);
}

/** The step of the highest rate of a segment, when it lies inside and clearly above what is drawn anyway. */
function highestInside(curve: RateCurve, { from, to }: Segment): number | undefined {
  const steps = evenly(from, to - 1, 400);
  const first = Math.max(...steps.map(curve));
  const ends = curve.phases.flatMap((phase) => [phase.from, phase.to - 1]);
  const known = [from, to - 1, ...ends.filter((step) => step > from && step < to)];
  if (known.some((step) => curve(step) > first * 0.97)) return undefined;
  return steps.find((step) => curve(step) === first);
}

/** Steps from the first to the last, equally far apart but for rounding. */
export function evenly(from: number, to: number, count: number): number[] {
  return Array.from({ length: count + 1 }, (_, i) => from + Math.round((i * (to - from)) / count));
}
