import { type Curve, defineFamily } from '../family';
import { joined } from '../joined';
import { onePhase } from '../phases';

/** A schedule that goes on with its last rate. */
export const holdFamily = defineFamily({
  id: 'hold',
  title: 'Hold',
  summary: 'Goes on with the rate at the end of another schedule.',
  parts: 1,
  params: {
    /** Updates it goes on. */
    steps: { kind: 'length', default: 100, symbol: 'n', doc: 'Updates it goes on.' },
  },
  latex: String.raw`\eta(\min(t, T))`,
  share: ({ steps }, { available }) => available && available - steps,
  curve({ steps }, parts) {
    const inner = parts[0] as Curve;
    const rate = inner.at(inner.steps);
    return joined([inner, { steps, phases: onePhase('hold', 'hold', steps), at: () => rate }]);
  },
  label: ([inner]) => `${inner}, held`,
  text: ({ steps }, [inner]) => `${inner}.hold(${steps ?? 100})`,
});
