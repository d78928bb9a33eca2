import type { Binding } from './address';
import { horizontalOf, verticalOf } from './bind';
import { type Candidate, candidatesOf } from './candidates';
import { evenly, type Point, pointsOf } from './points';
import type { Scene, Segment } from './scene';
import { movesBoundaries, trial } from './trial';

/** A point of the curve that can be moved: up and down, sideways, or both. */
export interface Handle {
  /** Stays the same while it is moved. */
  readonly id: string;
  readonly segment: number;
  readonly kind: Point['kind'];
  readonly step: number;
  /** Step whose rate it shows. */
  readonly probe: number;
  readonly rate: number;
  readonly y?: Binding;
  readonly x?: Binding;
}

/** The points of a scene that can be moved. */
export function handlesOf(scene: Scene): Handle[] {
  return scene.segments.flatMap((segment) => handlesIn(scene, segment));
}

function handlesIn(scene: Scene, segment: Segment): Handle[] {
  const candidates = candidatesOf(scene, segment);
  const trials = new Map(candidates.map((one) => [one, trial(scene, one)]));
  const places = candidates.filter(
    (one) => one.isPlace && !movesBoundaries(segment, trials.get(one)),
  );
  const points = pointsOf(scene, segment, places);
  const probes = [
    ...points.map(({ probe }) => probe),
    ...evenly(segment.from, Math.max(segment.from, segment.to - 1), 24),
  ];
  const taken = new Set<Candidate>();
  const handles = points.map((point, number): Handle => {
    const y = verticalOf(probes, point, trials, taken);
    if (y) taken.add(y);
    const x = point.own ?? horizontalOf(scene, segment, point, trials, taken);
    if (x) taken.add(x);
    return {
      id: `${segment.index}.${point.kind}.${number}`,
      segment: segment.index,
      kind: point.kind,
      step: point.step,
      probe: point.probe,
      rate: scene.curve(point.probe),
      ...(y && { y }),
      ...(x && { x }),
    };
  });
  return handles.filter(({ x, y }) => x || y);
}
