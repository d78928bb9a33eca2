import type { RateCurve } from './curve';
import { Buckets, extremes } from './downsample';
import { isRestart } from './phases';

/** Where a curve is broken: at a restart it stays open, a drop is drawn upright. */
export interface Jump {
  /** First step with the new rate. */
  readonly step: number;
  readonly restart: boolean;
}

/** The steps that draw a curve and the places where it is broken. */
export interface Sample {
  /** Ascending, each once; both sides of every jump and of every phase boundary are in it. */
  readonly steps: readonly number[];
  /** Of `steps`, those that no coarser grid may leave out. */
  readonly corners: readonly number[];
  readonly jumps: readonly Jump[];
  /** First steps of phases that follow without a jump. */
  readonly joints: readonly number[];
}

const MOST_JUMPS = 64;
const MOST_BOUNDARIES = 96;

/**
 * Finds steps where a rate changes abruptly: by at least a hundredth of `span`, four times as much as next to it.
 *
 * @param rate The rate of a step.
 * @param grid Ascending steps; between two of them the interval with the larger change is followed.
 * @returns First steps with the new rate, ascending, at most 64.
 */
export function findJumps(
  rate: (step: number) => number,
  grid: readonly number[],
  span: number,
): number[] {
  const jumps: number[] = [];
  const change = (from: number, to: number): number => Math.abs(rate(to) - rate(from));
  const [first = 0] = grid;
  const end = grid.at(-1) ?? first;
  const search = (from: number, to: number): void => {
    if (to <= from || jumps.length >= MOST_JUMPS || !(change(from, to) > span / 100)) return;
    let [low, high] = [from, to];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (change(low, middle) > change(middle, high)) high = middle;
      else low = middle;
    }
    const beside = Math.max(
      low > first ? change(low - 1, low) : 0,
      high < end ? change(high, high + 1) : 0,
    );
    if (change(low, high) < Math.max(4 * beside, span / 100)) return;
    search(from, low);
    jumps.push(high);
    search(high, to);
  };
  for (let i = 1; i < grid.length; i++) search(grid[i - 1] as number, grid[i] as number);
  return jumps;
}

/** `count` or fewer whole steps from `from` to `to`, both included, evenly spread. */
export function evenSteps(from: number, to: number, count: number): number[] {
  if (to < from) return [];
  const parts = Math.min(count - 1, to - from);
  if (parts < 1) return [from];
  return Array.from({ length: parts + 1 }, (_, i) => from + Math.round((i * (to - from)) / parts));
}

/** The lists as one, ascending, each step once. */
export function mergeSteps(...lists: readonly (readonly number[])[]): number[] {
  return [...new Set(lists.flat())].sort((a, b) => a - b);
}

/** The lowest and highest rates of many short parts, when boundaries alone would fill the budget. */
function crowdedSteps(curve: RateCurve, points: number): number[] {
  const stride = Math.max(1, Math.ceil(curve.steps / 100_000));
  const length = Math.ceil(curve.steps / stride);
  const rates = Float64Array.from({ length }, (_, i) => curve(i * stride));
  const buckets = new Buckets(Math.floor(points / 2)).update(rates, length);
  const steps = extremes(buckets.list()).map((index) => index * stride);
  return mergeSteps(steps, [curve.steps - 1]);
}

/**
 * Chooses the steps that draw a curve: an even grid, phase boundaries and jumps, both sides of each.
 *
 * @param points Points of the grid. More than 96 boundaries are too many to show one by one: then it takes the lowest
 *   and highest rates of equal parts, and nothing is cut.
 * @example
 * const { steps } = sampleCurve(stepDecay({ steps: 900, every: 300 }));
 * assert.ok(steps.includes(299) && steps.includes(300));
 */
export function sampleCurve(curve: RateCurve, points = 240): Sample {
  const last = Math.floor(curve.steps) - 1;
  // whole steps only: the search for jumps halves its way between them
  const starts = curve.phases.map((phase) => Math.floor(phase.from));
  const boundaries = starts.filter((at) => at > 0 && at <= last);
  if (boundaries.length > MOST_BOUNDARIES) {
    const steps = crowdedSteps(curve, points * 2);
    return { steps, corners: steps, jumps: [], joints: [] };
  }
  const sides = (starts: readonly number[]): number[] => starts.flatMap((at) => [at - 1, at]);
  const grid = mergeSteps(evenSteps(0, last, points), sides(boundaries));
  const rates = grid.map(curve);
  const span = Math.max(...rates) - Math.min(...rates);
  const found = findJumps(curve, grid, span);
  const restarts = new Set(
    curve.phases.filter((_, i) => isRestart(curve, i)).map((phase) => Math.floor(phase.from)),
  );
  const jumps = mergeSteps(found, [...restarts]).map((step) => ({
    step,
    restart: restarts.has(step),
  }));
  const joints = boundaries.filter((at) => !jumps.some((jump) => jump.step === at));
  const corners = mergeSteps(sides(boundaries), sides(found));
  return { steps: mergeSteps(grid, corners), corners, jumps, joints };
}
