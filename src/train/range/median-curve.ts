import { median } from './smoothing';
import type { Sweep } from './sweep';

/** Several sweeps as one curve with a band around it. */
export interface MedianCurve {
  /** Median over the sweeps; one that has diverged counts as infinite. The last may be no number. */
  readonly losses: Float64Array;
  /** Lowest finite loss of the sweeps. */
  readonly low: Float64Array;
  /** Highest finite loss of the sweeps. */
  readonly high: Float64Array;
  /** Median over the rates of the standard deviation between the sweeps; 0 of a single one. */
  readonly spread: number;
}

/** The curve as far as most sweeps came: it ends with the first median that is not finite. */
export function medianCurve(sweeps: readonly Pick<Sweep, 'losses' | 'diverged'>[]): MedianCurve {
  const length = Math.max(0, ...sweeps.map(({ losses }) => losses.length));
  const columns = Array.from({ length }, (_, i) =>
    sweeps.flatMap(
      ({ losses, diverged }) => losses[i] ?? (diverged ? [Number.POSITIVE_INFINITY] : []),
    ),
  );
  const medians = columns.map(median);
  const bad = medians.findIndex((loss) => !Number.isFinite(loss));
  const end = bad < 0 ? length : bad + 1;
  const finite = columns.slice(0, end).map((column) => column.filter(Number.isFinite));
  const deviations = finite.filter((column) => column.length > 1).map(standardDeviation);
  return {
    losses: Float64Array.from(medians.slice(0, end)),
    low: Float64Array.from(finite, (column) => Math.min(...column)),
    high: Float64Array.from(finite, (column) => Math.max(...column)),
    spread: deviations.length > 0 ? median(deviations) : 0,
  };
}

/** Of a sample of two or more. */
function standardDeviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}
