import type { Curve } from './family';

/** Writes the rates of the steps `from` … `from + count − 1` to `out`, from `offset` on. */
export function fillCurve(
  curve: Curve,
  out: Float64Array,
  offset: number,
  from: number,
  count: number,
): void {
  if (curve.fill) curve.fill(out, offset, from, count);
  else for (let i = 0; i < count; i++) out[offset + i] = curve.at(from + i);
}

/** A rate that factors or sums may have carried beyond the largest number. */
export function finite(rate: number): number {
  return Math.min(rate, Number.MAX_VALUE);
}
