import type { Axis } from './axes';

/** How losses are laid out on their axis. */
export interface LossScale {
  readonly log: boolean;
  /** Ends of the axis as Plotly counts them: exponents of ten when `log`. */
  readonly range: readonly [number, number];
}

/** The ranges a loss axis may show, so that a reader can change the scale without the kernel. */
export interface LossRanges {
  /** Exponents of ten; absent once a loss is not above zero. */
  readonly log?: readonly [number, number];
  readonly linear: readonly [number, number];
}

const tidy = (value: number): number => Number(value.toPrecision(6));

/**
 * Ranges that hold every loss, with room around them.
 *
 * @param low Lowest finite loss, infinite when there is none.
 * @param under Share of `low` where a logarithmic axis begins.
 */
export function lossRanges(low: number, high: number, under = 0.75): LossRanges {
  if (!(low <= high)) return { log: [-1, 0.5], linear: [0, 1] };
  const room = (high - low || Math.abs(high) || 1) * 0.05;
  const linear = [low < 0 ? tidy(low - room) : 0, tidy(Math.max(high, 0) + room)] as const;
  if (low <= 0) return { linear };
  let [from, to] = [Math.log10(low * under), Math.log10(high * 1.35)];
  // half a decade at least, so that noise does not look like a curve
  const missing = Math.max(0, 0.5 - (to - from)) / 2;
  [from, to] = [from - missing, to + missing];
  return { log: [Number(from.toFixed(4)), Number(to.toFixed(4))], linear };
}

/** Logarithmic, or linear where that cannot be; `log: false` asks for linear. */
export function lossScale(ranges: LossRanges, log = true): LossScale {
  return log && ranges.log
    ? { log: true, range: ranges.log }
    : { log: false, range: ranges.linear };
}

/** Where a loss stands on the axis, 0 at the bottom and 1 at the top. */
export function heightOf(scale: LossScale, loss: number): number {
  const [from, to] = scale.range;
  return (placeOnAxis(scale, loss) - from) / (to - from);
}

/** A loss as annotations count it: Plotly wants exponents of ten on a logarithmic axis, unlike for traces. */
export function placeOnAxis(scale: LossScale, loss: number): number {
  return scale.log ? Math.log10(loss) : loss;
}

/** The axis of losses. */
export function lossAxis(scale: LossScale, domain: readonly [number, number], name = 'loss'): Axis {
  const [from, to] = scale.range;
  return {
    domain,
    type: scale.log ? 'log' : 'linear',
    range: scale.range,
    title: { text: scale.log ? `${name} · log` : name },
    tickformat: '~g',
    ...(scale.log ? { dtick: to - from > 3.4 ? Math.ceil((to - from) / 8) : 'D2' } : { nticks: 7 }),
  };
}
