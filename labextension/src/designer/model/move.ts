import type { Plan } from 'anneal/pure';
import { type Binding, partAt, setValue } from './address';
import type { Handle } from './handles';
import { lengthIn, unitOf } from './length';
import { boundaries } from './points';
import { buildScene, type Scene, type Segment } from './scene';
import type { Track } from './track';
import { curveWith } from './trial';

/** How places are rounded while something is dragged. */
export interface Snap {
  /** Updates between two places it stops at; 1 for every update. */
  readonly steps: number;
  /** Significant figures of a value; 0 for all of them. */
  readonly figures: number;
}

export const NO_SNAP: Snap = { steps: 1, figures: 0 };

/** A step on the grid, whole, within bounds. */
export function snapStep(step: number, { steps }: Snap, low: number, high: number): number {
  const snapped = Math.round(Math.round(step / steps) * steps);
  return Math.min(Math.max(snapped, low), high);
}

/** A value with the figures of the grid. */
export function snapValue(value: number, { figures }: Snap): number {
  if (figures === 0 || value === 0) return value;
  return Number(value.toPrecision(figures));
}

/** A track in which the rate of a handle is as near to `rate` as its value allows. */
export function moveVertically(scene: Scene, handle: Handle, rate: number, snap: Snap): Track {
  const { y } = handle;
  if (!y) return scene.track;
  const solved = solve(scene, y, handle.probe, Math.max(0, rate));
  return nearest(scene, y, clampTo(y, snapValue(solved, snap)));
}

/** A track with a value, or with the one nearest to it that goes together with the others: a floor stops at its peak. */
function nearest(scene: Scene, binding: Binding, value: number): Track {
  const track = (one: number): Track => setValue(scene.track, binding.address, one);
  if (isBuildable(track(value), scene.plan)) return track(value);
  let [good, bad] = [binding.value, value];
  for (let turn = 0; turn < 40; turn++) {
    const middle = (good + bad) / 2;
    if (isBuildable(track(middle), scene.plan)) good = middle;
    else bad = middle;
  }
  const even = Number(good.toPrecision(3));
  return isBuildable(track(even), scene.plan) ? track(even) : track(good);
}

/** The value of a binding at which the rate of a step is `rate`; the nearest one where there is none. */
function solve(scene: Scene, binding: Binding, probe: number, rate: number): number {
  const rateAt = (value: number): number => {
    try {
      return curveWith(scene, binding, value)(probe);
    } catch {
      return Number.NaN;
    }
  };
  const isRate = binding.param.kind === 'rate' || binding.param.kind === 'rates';
  return isRate ? secant(rateAt, binding, rate) : bisect(rateAt, binding, rate);
}

/** Rates enter a formula in proportion, so one or two steps are enough. */
function secant(rateAt: (value: number) => number, binding: Binding, rate: number): number {
  let [a, b] = [binding.value, binding.value > 0 ? binding.value * 1.01 : 1e-6];
  let [fa, fb] = [rateAt(a), rateAt(b)];
  for (let turn = 0; turn < 6 && Math.abs(fb - rate) > 1e-12 * rate; turn++) {
    const slope = (fb - fa) / (b - a);
    if (!(Math.abs(slope) > 1e-12)) break;
    const next = clampTo(binding, b + (rate - fb) / slope);
    if (next === b) break;
    [a, fa] = [b, fb];
    b = next;
    fb = rateAt(b);
  }
  return Number.isFinite(b) ? b : binding.value;
}

/** Numbers may enter in any way that only rises or only falls: halve the range, in logarithms where it spans decades. */
function bisect(rateAt: (value: number) => number, binding: Binding, rate: number): number {
  const {
    min = 0,
    max = Infinity,
    exclusive,
  } = binding.param as { min?: number; max?: number; exclusive?: boolean };
  const gap = exclusive ? 1e-6 : 0;
  const around = Math.max(Math.abs(binding.value), 1e-3);
  let low = Math.max(min + gap, min < 0 ? min : around / 1e4);
  let high = Math.min(max - gap, around * 1e4);
  const rises = rateAt(high) > rateAt(low);
  const middleOf = (): number => (low > 0 ? Math.sqrt(low * high) : (low + high) / 2);
  for (let turn = 0; turn < 40; turn++) {
    const middle = middleOf();
    if (rateAt(middle) < rate === rises) low = middle;
    else high = middle;
  }
  return Number(middleOf().toPrecision(6));
}

/** A value within what its parameter allows. */
export function clampTo({ param }: Binding, value: number): number {
  switch (param.kind) {
    case 'rate':
      return param.positive ? Math.max(value, 1e-12) : Math.max(value, 0);
    case 'rates':
      return Math.max(value, 0);
    case 'number': {
      const gap = param.exclusive ? 1e-6 : 0;
      return Math.min(
        Math.max(value, (param.min ?? -Infinity) + gap),
        (param.max ?? Infinity) - gap,
      );
    }
    default:
      return Math.max(Math.round(value), (param.kind === 'length' && param.min) || 1);
  }
}

/** A track in which a handle stands at `step`, as near as its value allows. */
export function moveSideways(scene: Scene, handle: Handle, step: number): Track {
  const { x } = handle;
  if (!x) return scene.track;
  const moved = clampTo(x, x.value + (step - handle.step) / slopeOf(scene, handle, x));
  const value =
    x.param.kind === 'number' ? Number(moved.toPrecision(6)) : lengthLike(scene, x, moved);
  return setValue(scene.track, x.address, value);
}

/** Updates a point moves when its value grows by 1. */
function slopeOf(scene: Scene, { segment, step }: Handle, x: Binding): number {
  const place = scene.segments[segment] as Segment;
  const index = boundaries(scene.curve, place).indexOf(step);
  const isNumber = x.param.kind === 'number';
  const change = isNumber ? x.value / 20 || 0.01 : Math.max(1, Math.round(x.value / 20));
  for (const by of [change, -change]) {
    try {
      const after = boundaries(curveWith(scene, x, x.value + by), place)[index];
      if (after !== undefined && after !== step) return (after - step) / by;
    } catch {
      // not allowed on this side
    }
  }
  return 1;
}

/** A length in updates written in the unit its parameter is written in. */
function lengthLike(scene: Scene, { address, param }: Binding, updates: number): unknown {
  if (param.kind !== 'length' && param.kind !== 'lengths') return updates;
  const spec = scene.track.items[address.item]?.spec;
  const given = spec && partAt(spec, address.path).values[address.name];
  const one =
    address.entry === undefined
      ? given
      : (given as readonly unknown[] | undefined)?.[address.entry];
  return lengthIn(unitOf(one), updates, scene.plan);
}

/** Whether a track can be built. */
export function isBuildable(track: Track, plan: Plan | undefined): boolean {
  try {
    buildScene(track, plan);
    return true;
  } catch {
    return false;
  }
}
