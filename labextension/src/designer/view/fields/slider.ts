/** Where a slider puts a value, from 0 to 1000, and back. */
export interface SliderScale {
  readonly marks: readonly string[];
  to(value: number): number;
  from(place: number): number;
}

/** Six decades, and zero at the very left where a rate may be zero. */
export function rateSlider(param: { readonly positive?: true }): SliderScale {
  const [low, high] = [-6, 0];
  return {
    marks: [param.positive ? '1e-6' : '0', '1e-5', '1e-4', '1e-3', '0.01', '0.1', '1'],
    to: (value) =>
      value > 0
        ? ((Math.min(Math.max(Math.log10(value), low), high) - low) / (high - low)) * 1000
        : 0,
    from: (place) =>
      place <= 0 && !param.positive
        ? 0
        : Number((10 ** (low + (place / 1000) * (high - low))).toPrecision(2)),
  };
}

/** From the least to the most, where a number has both. */
export function numberSlider({
  min,
  max,
  exclusive,
}: {
  readonly min?: number;
  readonly max?: number;
  readonly exclusive?: true;
}): SliderScale | undefined {
  if (min === undefined || max === undefined) {
    return undefined;
  }
  const gap = exclusive ? (max - min) / 1000 : 0;
  return {
    marks: [String(min), String(Number(((min + max) / 2).toPrecision(3))), String(max)],
    to: (value) => ((value - min) / (max - min)) * 1000,
    from: (place) =>
      Number(
        Math.min(Math.max(min + (place / 1000) * (max - min), min + gap), max - gap).toPrecision(3),
      ),
  };
}
