/**
 * Slope of some values at each point, as NumPy's `gradient`: central differences of second order,
 * one-sided at both ends. Its operations are in NumPy's order, since a tie is decided by rounding.
 *
 * @param values One or more.
 * @param at Where they are, in rising order; one apart when left out.
 * @param round What is done to the result of each difference and quotient; `Math.fround` for float32.
 */
export function gradient(
  values: ArrayLike<number>,
  at?: ArrayLike<number>,
  round: (value: number) => number = Number,
): Float64Array {
  const last = values.length - 1;
  const value = (i: number): number => values[i] as number;
  const gap = (i: number): number => (at ? (at[i + 1] as number) - (at[i] as number) : 1);
  const between = (i: number): number => round(round(value(i + 1) - value(i)) / gap(i));
  return Float64Array.from({ length: values.length }, (_, i) => {
    if (last === 0) return 0;
    if (i === 0) return between(0);
    if (i === last) return between(last - 1);
    const [before, after] = [gap(i - 1), gap(i)];
    if (!at) return round(round(value(i + 1) - value(i - 1)) / 2);
    const a = -after / (before * (before + after));
    const b = (after - before) / (before * after);
    const c = before / (after * (before + after));
    return a * value(i - 1) + b * value(i) + c * value(i + 1);
  });
}
