const significant = (value: number, digits: number): number => Number(value.toPrecision(digits));

/** `8.4e-4`: a number in e-form with a plain hyphen, so that it can be copied into code. */
function scientific(value: number, digits: number): string {
  const [mantissa, exponent] = value.toExponential(digits - 1).split('e');
  return `${Number(mantissa)}e${Number(exponent)}`;
}

/** Text of a rate beside a logarithmic axis of rates: in e-form below 1. */
export function formatLogRate(rate: number, digits: number): string {
  return rate >= 1 ? String(significant(rate, digits)) : scientific(rate, digits);
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

/** Text of a share between 0 and 1 as a whole percentage: `39 %`; rounded down near 1, as 100 % means all. */
export function formatPercent(share: number): string {
  const percent = Math.round(share * 100);
  return `${share < 1 ? Math.min(percent, 99) : percent} %`;
}

/**
 * Text of a duration in seconds: `0:36`, `1:02:09`; fractions of a second are dropped.
 *
 * @example
 * assert.equal(formatTime(3729), '1:02:09');
 */
export function formatTime(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(whole % 60)}`
    : `${minutes}:${two(whole % 60)}`;
}

/** Text of the time one step takes, from seconds: `12.4 ms/step`, `1.24 s/step`. */
export function formatPace(seconds: number): string {
  return seconds < 1
    ? `${(seconds * 1000).toPrecision(3)} ms/step`
    : `${significant(seconds, 3)} s/step`;
}

/** Text of a throughput, three significant digits: `10,300 examples/s`. */
export function formatThroughput(examplesPerSecond: number): string {
  const rounded = significant(examplesPerSecond, 3);
  return `${rounded >= 100 ? formatSteps(rounded) : rounded} examples/s`;
}
