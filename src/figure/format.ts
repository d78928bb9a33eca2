import { formatSteps, scientific, significant } from '../schedule/words';

export { formatLoss, formatRate, formatSteps } from '../schedule/words';

/** Text of a rate beside a logarithmic axis of rates: in e-form below 1. */
export function formatLogRate(rate: number, digits: number): string {
  return rate >= 1 ? String(significant(rate, digits)) : scientific(rate, digits);
}

/**
 * Text of a share between 0 and 1 as a whole percentage: `39 %`; rounded down near 1, as 100 % means all.
 *
 * @example
 * assert.equal(formatPercent(0.999), '99 %');
 */
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

/**
 * Text of the time one step takes, from seconds: `12.4 ms/step`, `1.24 s/step`.
 *
 * @example
 * assert.equal(formatPace(0.0124), '12.4 ms/step');
 */
export function formatPace(seconds: number): string {
  return seconds < 1
    ? `${(seconds * 1000).toPrecision(3)} ms/step`
    : `${significant(seconds, 3)} s/step`;
}

/**
 * Text of a throughput, three significant digits: `10,300 examples/s`.
 *
 * @example
 * assert.equal(formatThroughput(10_312), '10,300 examples/s');
 */
export function formatThroughput(examplesPerSecond: number): string {
  const rounded = significant(examplesPerSecond, 3);
  return `${rounded >= 100 ? formatSteps(rounded) : rounded} examples/s`;
}
