import { type Curve, defineFamily } from '../family';

/** A schedule kept between two rates. */
export const clampFamily = defineFamily({
  id: 'clamp',
  title: 'Clamp',
  summary: 'Keeps the rates of another schedule between two bounds.',
  parts: 1,
  params: {
    /** Lowest rate. */
    low: { kind: 'rate', default: 0, symbol: '\\eta_{\\min}', doc: 'Lowest rate.' },
    /** Highest rate. */
    high: { kind: 'rate', symbol: '\\eta_{\\max}', doc: 'Highest rate.' },
  },
  latex: String.raw`\min(\max(\eta(t), \eta_{\min}), \eta_{\max})`,
  check({ low = 0, high = Infinity }) {
    if ((low as number) <= (high as number)) return undefined;
    const message = `low must be at most high (${high}), got ${low}`;
    return { param: 'low', value: low, message, kind: 'range' };
  },
  curve({ low, high = Infinity }, parts) {
    const inner = parts[0] as Curve;
    const { steps, phases } = inner;
    return { steps, phases, at: (t) => Math.min(Math.max(inner.at(t), low), high) };
  },
  label: ([inner]) => `clamped ${inner}`,
  text: ({ low, high }, [inner]) => `${inner}.clamp(${low ?? 0}, ${high})`,
});
