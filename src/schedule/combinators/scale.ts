import { type Curve, defineFamily } from '../family';
import { fillCurve, finite } from '../fill';

/** A schedule times a factor. */
export const scaleFamily = defineFamily({
  id: 'scale',
  title: 'Scale',
  summary: 'Multiplies every rate of another schedule.',
  parts: 1,
  params: {
    /** What every rate is multiplied by. */
    factor: {
      kind: 'number',
      unit: 'ratio',
      min: 0,
      default: 1,
      symbol: 'c',
      doc: 'What every rate is multiplied by.',
    },
  },
  latex: String.raw`c\, \eta(t)`,
  curve({ factor }, parts) {
    const inner = parts[0] as Curve;
    return {
      ...inner,
      at: (t) => finite(factor * inner.at(t)),
      fill(out, offset, from, count) {
        fillCurve(inner, out, offset, from, count);
        for (let i = offset; i < offset + count; i++) out[i] = finite(factor * (out[i] as number));
      },
    };
  },
  label: ([inner]) => `scaled ${inner}`,
  text: ({ factor }, [inner]) => `${inner}.scale(${factor})`,
});
