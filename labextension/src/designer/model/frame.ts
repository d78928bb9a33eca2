import { rateTicks } from 'anneal/pure';

/** A mark on an axis. */
export interface Tick {
  readonly value: number;
  readonly text: string;
  /** Drawn without a text between others. */
  readonly minor?: boolean;
}

/** A scale from values to px, with its marks. */
export interface Scale {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly Tick[];
  to(value: number): number;
  from(px: number): number;
}

/** A linear scale between two values at two places in px. */
export function linearScale(low: number, high: number, start: number, end: number): Scale {
  const span = high - low || 1;
  const { tickvals, ticktext } = rateTicks(low, high);
  return {
    low,
    high,
    ticks: tickvals.map((value, index) => ({ value, text: ticktext[index] ?? '' })),
    to: (value) => start + ((value - low) / span) * (end - start),
    from: (px) => low + ((px - start) / (end - start)) * span,
  };
}

/** A logarithmic scale; what is below its low end, zero too, lies on it. */
export function logScale(low: number, high: number, start: number, end: number): Scale {
  const [bottom, top] = [Math.log10(low), Math.log10(high)];
  const ticks: Tick[] = [];
  const every = Math.max(1, Math.ceil((top - bottom) / 8));
  for (let decade = Math.floor(bottom); decade <= top; decade++) {
    const value = 10 ** decade;
    if (value >= low * 0.999) {
      const shown = (decade - Math.ceil(bottom)) % every === 0;
      ticks.push({ value: Number(value.toPrecision(6)), text: shown ? rateTicksText(value) : '' });
    }
    for (const digit of every === 1 ? [2, 3, 5, 7] : []) {
      const minor = digit * value;
      if (minor > low && minor < high) {
        ticks.push({ value: minor, text: '', minor: true });
      }
    }
  }
  return {
    low,
    high,
    ticks,
    to: (value) =>
      start + ((Math.log10(Math.max(value, low)) - bottom) / (top - bottom)) * (end - start),
    from: (px) => 10 ** (bottom + ((px - start) / (end - start)) * (top - bottom)),
  };
}

function rateTicksText(value: number): string {
  return value >= 0.01
    ? String(Number(value.toPrecision(3)))
    : value.toExponential(0).replace('e+', 'e');
}

/** The top of an axis: the next mark above the highest rate, so that a peak has room above it. */
export function topOf(peak: number): number {
  if (!(peak > 0)) return 1;
  const { tickvals } = rateTicks(0, peak);
  const step = (tickvals[1] ?? peak) - (tickvals[0] ?? 0) || peak;
  const top = Math.ceil((peak * 1.02) / step) * step;
  return Number(top.toPrecision(6));
}

/** The bottom of a logarithmic axis: a decade that holds the lowest rate above zero, six below the top at most. */
export function bottomOf(lowest: number, peak: number): number {
  const least = Math.max(lowest, peak * 1e-6);
  const decade = 10 ** Math.floor(Math.log10(Math.min(least, peak / 10)));
  return Number(decade.toPrecision(6));
}
