import type { Candidate } from './candidates';
import { boundaries, type Point } from './points';
import type { Scene, Segment } from './scene';
import type { Trial } from './trial';

/** A parameter that moves a point less than this share of what it moves another is not bound to it. */
const ENOUGH = 0.3;

/** What each value of a segment does to the curve, as far as that could be tried. */
export type Trials = ReadonlyMap<Candidate, Trial | undefined>;

/** How strongly a value moves the rate of a point, compared with the point it moves most. */
function pull(probes: readonly number[], point: Point, candidate: Candidate, tried: Trial): number {
  const isRate = candidate.param.kind === 'rate' || candidate.param.kind === 'rates';
  const at = (probe: number): number => {
    const [before, after] = [tried.base(probe), tried.curve(probe)];
    const moved = Math.abs(after - before);
    return isRate ? moved / Math.abs(tried.change) : moved / Math.max(before, Number.MIN_VALUE);
  };
  const most = Math.max(...probes.map(at));
  return most > 1e-9 ? at(point.probe) / most : 0;
}

/** The value that moves a point up and down. */
export function verticalOf(
  probes: readonly number[],
  point: Point,
  trials: Trials,
  taken: ReadonlySet<Candidate>,
): Candidate | undefined {
  let best: Candidate | undefined;
  let bestScore = 0;
  for (const [candidate, tried] of trials) {
    const { kind } = candidate.param;
    if (!tried || kind === 'length' || kind === 'lengths') continue;
    const strength = pull(probes, point, candidate, tried);
    if (strength < ENOUGH) continue;
    const isRate = kind === 'rate' || kind === 'rates';
    // first a rate of its own, then a number of its own, then what another point moves as well
    const score = strength + (taken.has(candidate) ? 0 : 4) + (isRate ? 2 : 0);
    if (score > bestScore) [best, bestScore] = [candidate, score];
  }
  return best;
}

/** The value that moves a point sideways. */
export function horizontalOf(
  scene: Scene,
  segment: Segment,
  point: Point,
  trials: Trials,
  taken: ReadonlySet<Candidate>,
): Candidate | undefined {
  if (point.kind !== 'inner') return undefined;
  const before = boundaries(scene.curve, segment);
  const index = before.indexOf(point.step);
  let best: Candidate | undefined;
  let most = 0;
  for (const [candidate, tried] of trials) {
    const { kind } = candidate.param;
    if (!tried || kind === 'rate' || kind === 'rates' || taken.has(candidate)) continue;
    const after = boundaries(tried.curve, segment);
    if (index < 0 || after.length !== before.length) continue;
    const moved = Math.abs((after[index] as number) - point.step);
    // of a row of cycles the first one that moves
    if (before.slice(0, index).some((step, i) => step !== after[i])) continue;
    // a length says where it ends; a number moves it as well, but means something else
    const score = moved > 0 ? moved + (kind === 'number' ? 0 : scene.total) : 0;
    if (score > most) [best, most] = [candidate, score];
  }
  return best;
}
