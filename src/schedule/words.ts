/** A number of so many digits, without the zeros at its end. */
export const significant = (value: number, digits: number): number =>
  Number(value.toPrecision(digits));

/** `8.4e-4`: a number in e-form with a plain hyphen, so that it can be copied into code. */
export function scientific(value: number, digits: number): string {
  const [mantissa, exponent] = value.toExponential(digits - 1).split('e');
  return `${Number(mantissa)}e${Number(exponent)}`;
}

/** A number exactly, as a person types it: `0.05`, `0.001`, and in e-form below that, `8.4e-4`. */
export function exactText(value: number): string {
  const small = value !== 0 && Math.abs(value) < 1e-3;
  return small ? value.toExponential() : String(value);
}

/**
 * Text of a learning rate: plain from 0.01 up (`0.05`), below it in e-form (`8.4e-4`).
 *
 * @param digits Significant digits; trailing zeros are dropped.
 * @example
 * assert.equal(formatRate(0.00084), '8.4e-4');
 */
export function formatRate(rate: number, digits = 2): string {
  if (rate === 0 || !Number.isFinite(rate)) return String(rate);
  return Math.abs(rate) >= 0.01 ? String(significant(rate, digits)) : scientific(rate, digits);
}

/** A rate that was computed, in a sentence: three digits. */
export const rateText = (rate: number): string => formatRate(rate, 3);

/**
 * Text of a loss: three significant digits with their zeros (`0.0430`), e-form below 1e-3 and from 1e4.
 *
 * @example
 * assert.equal(formatLoss(0.043), '0.0430');
 */
export function formatLoss(loss: number): string {
  const size = Math.abs(loss);
  if (size === 0 || !Number.isFinite(loss)) return String(loss);
  return size < 1e-3 || size >= 1e4 ? scientific(loss, 3) : loss.toPrecision(3);
}

/**
 * Text of a count, rounded, with commas between thousands whatever the locale: `1,820`.
 *
 * @example
 * assert.equal(formatSteps(1820), '1,820');
 */
export function formatSteps(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',');
}
