import { Buckets, extremes } from './downsample';
import type { RunView } from './run-view';

/** What runs are compared by. */
export type RunMeasure = 'validation' | 'training';

/** One figure of merit along a run: ascending steps, and a finite value at each. */
export interface Measured {
  readonly steps: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

/** Weight of the past in a smoothed training loss: a hundredth of the steps, ten losses at least, a thousand at most. */
export function smoothingFor(steps: number): number {
  const past = 1 - 100 / Math.max(1000, Math.min(100_000, steps));
  return Number(past.toFixed(past < 0.99 ? 2 : 3));
}

const FEW = 3;

/** Validation when every run has at least three points of it, else the smoothed training loss. */
export function commonMeasure(runs: readonly RunView[]): RunMeasure {
  const known = (run: RunView): boolean =>
    run.validation.filter(({ loss }) => Number.isFinite(loss)).length >= FEW;
  return runs.every(known) ? 'validation' : 'training';
}

/** A run by a measure; steps without a finite loss are left out. */
export function measure(run: RunView, by: RunMeasure, smoothing: number): Measured {
  if (by === 'validation') {
    const points = run.validation.filter(({ loss }) => Number.isFinite(loss));
    return { steps: points.map(({ step }) => step), values: points.map(({ loss }) => loss) };
  }
  const steps: number[] = [];
  const values: number[] = [];
  let [sum, weight] = [0, 0];
  for (let step = 0; step < run.step; step++) {
    const loss = run.loss[step] as number;
    if (loss - loss !== 0) continue;
    sum = smoothing * sum + (1 - smoothing) * loss;
    weight = smoothing * weight + (1 - smoothing);
    steps.push(step);
    values.push(sum / weight);
  }
  return { steps, values };
}

/** What a run came to by a measure. */
export interface RunSummary {
  /** Lowest value; NaN when there is none. */
  readonly best: number;
  readonly bestStep: number;
  /** Last value; NaN when the run diverged. */
  readonly final: number;
  readonly diverged: boolean;
  /** Sum of the rates used. */
  readonly area: number;
  /** Largest value over the lowest before it: 1 for a loss that only falls, NaN once a value is not above 0. */
  readonly rebound: number;
}

/** Adds up a run. The first tenth of the steps is no rebound: there a loss may still be warming up. */
export function summarizeRun(run: RunView, { steps, values }: Measured): RunSummary {
  let [best, bestStep, rebound] = [Number.POSITIVE_INFINITY, -1, 1];
  let positive = values.length > 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (!(value > 0)) positive = false;
    if (value < best) [best, bestStep] = [value, steps[i] as number];
    else if ((steps[i] as number) > run.step / 10) rebound = Math.max(rebound, value / best);
  }
  let area = 0;
  for (let step = 0; step < run.step; step++) area += run.lr[step] as number;
  const diverged = run.status.kind === 'failed';
  return {
    best: bestStep < 0 ? Number.NaN : best,
    bestStep,
    final: diverged ? Number.NaN : (values[values.length - 1] ?? Number.NaN),
    diverged,
    area,
    rebound: positive ? rebound : Number.NaN,
  };
}

/** Updates until a value is at most `target`; Infinity when none is. */
export function stepsTo(target: number, { steps, values }: Measured): number {
  for (let i = 0; i < values.length; i++) {
    if ((values[i] as number) <= target) return (steps[i] as number) + 1;
  }
  return Number.POSITIVE_INFINITY;
}

/** The middle value, or the mean of the two in the middle; Infinity when half of them are. */
export function median(values: readonly number[]): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  const half = sorted.length >> 1;
  if (sorted.length === 0) return Number.NaN;
  if (sorted.length % 2 === 1) return sorted[half] as number;
  return ((sorted[half - 1] as number) + (sorted[half] as number)) / 2;
}

/** Several runs as one line, and the band that holds them all. */
export interface GroupCurve {
  readonly steps: readonly number[];
  readonly median: readonly number[];
  /** Lowest and highest since the step before: no spike falls between two steps. */
  readonly low: readonly number[];
  readonly high: readonly number[];
}

const POINTS = 200;

/** Steps that draw a group: those of the validations, or a grid; for a single run the extremes of its parts. */
function gridOf(all: readonly Measured[]): number[] {
  const [only] = all;
  const most = Math.max(...all.map(({ steps }) => steps.length));
  if (all.length === 1 && only) {
    const buckets = new Buckets(most > POINTS * 2 ? POINTS : POINTS * 2);
    const places = extremes(buckets.update(only.values, most).list());
    return places.map((place) => only.steps[place] as number);
  }
  if (most <= POINTS) {
    const steps = new Set(all.flatMap(({ steps }) => Array.from(steps)));
    return [...steps].sort((a, b) => a - b);
  }
  const last = Math.max(...all.map(({ steps }) => (steps[steps.length - 1] ?? 0) as number));
  return Array.from({ length: POINTS + 1 }, (_, i) => Math.round((i * last) / POINTS));
}

/**
 * The median of several runs at each step, with the lowest and highest.
 *
 * A run that diverged counts as infinitely bad from there on, so that the survivors do not flatter the median; one that
 * only ended earlier is left out after its end.
 */
export function groupCurve(runs: readonly RunView[], all: readonly Measured[]): GroupCurve {
  const steps = all.some(({ values }) => values.length > 0) ? gridOf(all) : [];
  const at = all.map(() => 0);
  const curve = { steps, median: [] as number[], low: [] as number[], high: [] as number[] };
  for (const step of steps) {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    const values = all.map((one, i) => {
      let value = Number.NaN;
      let next = at[i] as number;
      if (next > 0 && next < one.steps.length) value = one.values[next - 1] as number;
      for (; next < one.steps.length && (one.steps[next] as number) <= step; next++) {
        value = one.values[next] as number;
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
      at[i] = next;
      const ended = next >= one.steps.length && (one.steps[next - 1] ?? -1) < step;
      if (!ended) return value;
      return runs[i]?.status.kind === 'failed' ? Number.POSITIVE_INFINITY : Number.NaN;
    });
    const middle = median(values);
    curve.median.push(Number.isFinite(middle) ? middle : Number.NaN);
    curve.low.push(low <= high ? low : Number.NaN);
    curve.high.push(low <= high ? high : Number.NaN);
  }
  return curve;
}
