/** When a metric counts as better than the best before it. */
export const IMPROVEMENT = {
  mode: {
    kind: 'choice',
    options: ['min', 'max'],
    default: 'min',
    symbol: 'm',
    doc: 'Whether a lower (`min`) or a higher (`max`) metric is better.',
  },
  relative: {
    kind: 'number',
    unit: 'ratio',
    min: 0,
    default: 1e-4,
    symbol: '\\theta_r',
    doc: 'Share of the size of the best metric that a better one must gain.',
  },
  absolute: {
    kind: 'number',
    unit: 'ratio',
    min: 0,
    default: 0,
    symbol: '\\theta_a',
    doc: 'Amount that a better metric must gain, besides `relative`.',
  },
} as const;

/** Values of {@link IMPROVEMENT}. */
export interface Improvement {
  readonly mode: 'min' | 'max';
  readonly relative: number;
  readonly absolute: number;
  /** Takes the share of the signed best, as PyTorch and Optax do: with negative metrics a worse one then passes for better. */
  readonly signed?: boolean;
}

/** The metric that any other is better than. */
export function worst({ mode }: Improvement): number {
  return mode === 'min' ? Infinity : -Infinity;
}

/** Whether a metric is better than the best before; NaN never is. */
export function isBetter(metric: number, best: number, improvement: Improvement): boolean {
  const { mode, relative, absolute, signed = false } = improvement;
  if (!Number.isFinite(best)) return mode === 'min' ? metric < best : metric > best;
  // the share is of the size of the best, so it always asks for more
  const sign = (mode === 'min') === (best >= 0 || signed) ? -1 : 1;
  const bar = best * (1 + sign * relative);
  return mode === 'min' ? metric < bar - absolute : metric > bar + absolute;
}
