import type { RateCurve } from 'anneal/pure';
import { type Binding, setValue } from './address';
import type { Candidate } from './candidates';
import { boundaries } from './points';
import { buildScene, type Scene, type Segment } from './scene';

/** The curve as it is, and with a little more of a value. */
export interface Trial {
  readonly change: number;
  readonly curve: RateCurve;
  readonly base: RateCurve;
}

/** What a little more of a value does to the curve. */
export function trial(scene: Scene, candidate: Candidate): Trial | undefined {
  const { param, value } = candidate;
  const scale = Math.max(
    Math.abs(value),
    param.kind === 'rate' || param.kind === 'rates' ? peakOf(scene) : 0,
  );
  const isLength = param.kind === 'length' || param.kind === 'lengths';
  let change = isLength ? Math.max(1, Math.round(value / 50)) : scale / 50 || 0.02;
  const max = param.kind === 'number' ? (param.max ?? Infinity) : Infinity;
  if (value + change > max || (param.kind === 'number' && param.exclusive && value + change >= max))
    change = -change;
  try {
    const base = candidate.optional ? curveWith(scene, candidate, value) : scene.curve;
    return { change, base, curve: curveWith(scene, candidate, value + change) };
  } catch {
    return undefined;
  }
}

function peakOf({ curve, segments }: Scene): number {
  return Math.max(...segments.map(({ from }) => curve(from)), 1e-9);
}

/** The curve of a scene with another value, lengths in updates. */
export function curveWith(scene: Scene, { address }: Binding, value: number): RateCurve {
  return buildScene(setValue(scene.track, address, value), scene.plan).curve;
}

/** Whether a length is counted from somewhere else than the start, as the decay at the end of a run is. */
export function movesBoundaries(segment: Segment, tried: Trial | undefined): boolean {
  if (!tried) return false;
  const [before, after] = [boundaries(tried.base, segment), boundaries(tried.curve, segment)];
  return before.some((step, index) => step !== after[index]);
}
