import { type Curve, defineFamily } from '../family';
import { shiftPhases } from '../phases';

/** A schedule without its first steps. */
export const shiftFamily = defineFamily({
  id: 'shift',
  title: 'Shift',
  summary: 'Starts another schedule at one of its later steps.',
  parts: 1,
  params: {
    /** Step of the other schedule that becomes step 0. */
    steps: {
      kind: 'length',
      min: 0,
      default: 0,
      symbol: 'n',
      doc: 'Step of the other schedule that becomes step 0.',
    },
  },
  latex: String.raw`\eta(t + n)`,
  share: ({ steps }, { available }) => available && available + steps,
  curve({ steps }, parts) {
    const inner = parts[0] as Curve;
    const phases = shiftPhases(inner.phases, -steps)
      .filter(({ to }) => to > 0)
      .map((phase) => ({ ...phase, from: Math.max(0, phase.from) }));
    return { steps: Math.max(1, inner.steps - steps), phases, at: (t) => inner.at(t + steps) };
  },
  label: ([inner]) => `${inner}, shifted`,
  text: ({ steps }, [inner]) => `${inner}.shift(${steps ?? 0})`,
});
