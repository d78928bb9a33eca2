import type { Length, Param, Plan, RateCurve, Spec } from 'anneal/pure';
import { updatesOf } from './length';
import { buildScene, type Scene, type Segment } from './scene';
import { familyOf, type Track } from './track';

/** Where a value stands: an item, a part of it, a parameter, and in a list the entry. */
export interface Address {
  readonly item: number;
  readonly path: readonly number[];
  readonly name: string;
  readonly entry?: number;
  /** The list the entry is in, while the spec leaves it out. */
  readonly list?: readonly unknown[];
}

/** A value that a handle moves. */
export interface Binding {
  readonly address: Address;
  readonly param: Param;
  /** The value now, lengths in updates. */
  readonly value: number;
}

/** A point of the curve that can be moved: up and down, sideways, or both. */
export interface Handle {
  /** Stays the same while it is moved. */
  readonly id: string;
  readonly segment: number;
  readonly kind: 'start' | 'inner' | 'end';
  readonly step: number;
  /** Step whose rate it shows. */
  readonly probe: number;
  readonly rate: number;
  readonly y?: Binding;
  readonly x?: Binding;
}

/** A value of a spec as a binding sees it, lengths in updates. */
interface Candidate extends Binding {
  /** The spec leaves it out, and what it is then is only known from the curve. */
  readonly optional: boolean;
  /** Its own value is a place of the curve, such as a milestone. */
  readonly isPlace: boolean;
}

const MOST_INNER = 12;
/** A parameter that moves a point less than this share of what it moves another is not bound to it. */
const ENOUGH = 0.3;

/** The spec of a part inside an item. */
export function partAt(spec: Spec, path: readonly number[]): Spec {
  return path.reduce((one, index) => (one.parts as readonly Spec[])[index] as Spec, spec);
}

/** A spec with another value at a place inside it; without the value when it is undefined. */
export function withValue(spec: Spec, address: Omit<Address, 'item'>, value: unknown): Spec {
  const { path, name, entry, list = [] } = address;
  const [first, ...rest] = path;
  if (first !== undefined) {
    const parts = (spec.parts as readonly Spec[]).map((part, index) =>
      index === first ? withValue(part, { ...address, path: rest }, value) : part,
    );
    return { ...spec, parts };
  }
  const { [name]: old, ...others } = spec.values;
  if (value === undefined) return { ...spec, values: others };
  const next =
    entry === undefined ? value : withEntry((old ?? list) as readonly unknown[], entry, value);
  return { ...spec, values: { ...spec.values, [name]: next } };
}

function withEntry(list: readonly unknown[], entry: number, value: unknown): unknown[] {
  return list.map((one, index) => (index === entry ? value : one));
}

/** A track with another value. */
export function setValue(track: Track, address: Address, value: unknown): Track {
  const items = track.items.map((item, index) =>
    index === address.item ? { ...item, spec: withValue(item.spec, address, value) } : item,
  );
  return { ...track, items };
}

/** The points of a scene that can be moved. */
export function handlesOf(scene: Scene): Handle[] {
  return scene.segments.flatMap((segment) => handlesIn(scene, segment));
}

interface Point {
  readonly kind: Handle['kind'];
  readonly step: number;
  readonly probe: number;
  /** A length whose own value is the place, such as a milestone. */
  readonly own?: Candidate;
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

/** Start, inner boundaries of phases, lengths that are places themselves, and end. */
function pointsOf(scene: Scene, segment: Segment, places: readonly Candidate[]): Point[] {
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

/** Whether a length is counted from somewhere else than the start, as the decay at the end of a run is. */
function movesBoundaries(segment: Segment, tried: Trial | undefined): boolean {
  if (!tried) return false;
  const [before, after] = [boundaries(tried.base, segment), boundaries(tried.curve, segment)];
  return before.some((step, index) => step !== after[index]);
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

function evenly(from: number, to: number, count: number): number[] {
  return Array.from({ length: count + 1 }, (_, i) => from + Math.round((i * (to - from)) / count));
}

interface Trial {
  readonly change: number;
  readonly curve: RateCurve;
  readonly base: RateCurve;
}

/** What a little more of a value does to the curve. */
function trial(scene: Scene, candidate: Candidate): Trial | undefined {
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

type Trials = ReadonlyMap<Candidate, Trial | undefined>;

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

function verticalOf(
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

function horizontalOf(
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

/** Where phases begin inside a segment. */
export function boundaries({ phases }: RateCurve, { from, to }: Segment): number[] {
  return phases.map((phase) => phase.from).filter((step) => step > from && step < to);
}

/** Every number in an item that might move a point; the length of the whole is moved by its seam. */
function candidatesOf(scene: Scene, segment: Segment): Candidate[] {
  const { index, item, from, to } = segment;
  const steps = to - from;
  const list: Candidate[] = [];
  const visit = (spec: Spec, path: readonly number[]): void => {
    for (const [name, param] of Object.entries(familyOf(spec).params)) {
      if (name === 'steps') continue;
      list.push(
        ...valuesOf(param, spec.values[name], { item: index, path, name }, scene, steps, from),
      );
    }
    spec.parts?.forEach((part, at) => {
      visit(part, [...path, at]);
    });
  };
  visit(item.spec, []);
  return list;
}

function valuesOf(
  param: Param,
  given: unknown,
  address: Address,
  scene: Scene,
  steps: number,
  from: number,
): Candidate[] {
  const one = (value: number | undefined, optional = false, isPlace = false): Candidate[] =>
    value === undefined || !Number.isFinite(value)
      ? []
      : [{ address, param, value, optional, isPlace }];
  switch (param.kind) {
    case 'rate':
      if (given === undefined && param.default === undefined) return one(scene.curve(from), true);
      return one((given ?? param.default) as number);
    case 'number':
      return one((given ?? param.default) as number | undefined);
    case 'length':
      return one(...lengthNow(param.default, given, scene, steps, from));
    case 'rates':
    case 'lengths': {
      const list = (given ?? param.default ?? []) as readonly unknown[];
      const now = list.map((entry) => numberOf(entry, scene.plan, steps));
      return now.flatMap((value, entry) =>
        value === undefined
          ? []
          : [
              {
                address: { ...address, entry, list: now },
                param,
                value,
                optional: false,
                isPlace: param.kind === 'lengths',
              },
            ],
      );
    }
    default:
      return [];
  }
}

/** A length in updates, also one that is left out: by its default, or as far as the first boundary. */
function lengthNow(
  fallback: unknown,
  given: unknown,
  scene: Scene,
  steps: number,
  from: number,
): [value: number | undefined, optional: boolean, isPlace: boolean] {
  if (given !== undefined) return [updatesOf(given as Length, scene.plan), false, true];
  if (typeof fallback === 'number') return [fallback, false, false];
  if (typeof fallback === 'object' && fallback !== null && 'share' in fallback) {
    return [Math.round((fallback as { share: number }).share * steps), true, true];
  }
  const first = scene.curve.phases.find((phase) => phase.from > from && phase.from < from + steps);
  return [first && first.from - from, true, false];
}

/** An entry of a list: a rate, or a length in updates. */
function numberOf(entry: unknown, plan: Plan | undefined, steps: number): number | undefined {
  if (typeof entry === 'object' && entry !== null) {
    return Math.round((entry as { share: number }).share * steps);
  }
  return typeof entry === 'number' ? entry : updatesOf(entry as Length, plan);
}
