import type { Axis } from './axes';
import type { Buckets } from './downsample';
import type { RunView } from './run-view';

/** How losses are laid out on their axis. */
export interface LossScale {
  readonly log: boolean;
  /** Ends of the axis as Plotly counts them: exponents of ten when `log`. */
  readonly range: readonly [number, number];
}

/** Logarithmic, or linear from zero (or below) once a loss is not above zero. */
export function lossScale(view: RunView, buckets: Buckets): LossScale {
  const finite = view.validation.map((point) => point.loss).filter(Number.isFinite);
  const low = Math.min(buckets.lowest, ...finite);
  const high = Math.max(buckets.highest, ...finite);
  if (!(low <= high)) return { log: true, range: [-1, 0.5] };
  if (low <= 0) {
    const room = (high - low || 1) * 0.05;
    return { log: false, range: [low < 0 ? low - room : 0, Math.max(high, 0) + room] };
  }
  // an arrow back to restored weights runs below the curve
  const under = view.restored === undefined ? 0.75 : 0.42;
  let [from, to] = [Math.log10(low * under), Math.log10(high * 1.35)];
  // half a decade at least, so that noise does not look like a curve
  const missing = Math.max(0, 0.5 - (to - from)) / 2;
  [from, to] = [from - missing, to + missing];
  return { log: true, range: [Number(from.toFixed(4)), Number(to.toFixed(4))] };
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
export function lossAxis(scale: LossScale, domain: readonly [number, number]): Axis {
  const [from, to] = scale.range;
  return {
    domain,
    type: scale.log ? 'log' : 'linear',
    range: scale.range,
    title: { text: scale.log ? 'loss · log' : 'loss' },
    tickformat: '~g',
    ...(scale.log ? { dtick: to - from > 3.4 ? Math.ceil((to - from) / 8) : 'D2' } : { nticks: 7 }),
  };
}
