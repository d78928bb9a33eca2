/** A rate as a person reads it: three figures. */
export function rateText(rate: number): string {
  return String(Number(rate.toPrecision(3)));
}

/** A whole number with thousands apart. */
export function stepText(step: number): string {
  return String(step).replace(/\B(?=(\d{3})+$)/g, ',');
}
