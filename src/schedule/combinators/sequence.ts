import { type Curve, defineFamily } from '../family';
import { shiftPhases } from '../phases';

/** One schedule after another. */
export const sequenceFamily = defineFamily({
  id: 'sequence',
  title: 'Sequence',
  summary: 'Runs schedules one after another; each counts its steps from its own start.',
  parts: 'many',
  params: {
    /** Updates of every part but the last; their own lengths when left out. */
    lengths: {
      kind: 'lengths',
      symbol: 'n',
      doc: 'Updates of every part but the last; their own lengths when left out.',
    },
  },
  latex: String.raw`\eta_i(t - n_0 - \dots - n_{i-1})`,
  share({ lengths }, { available, built, last }) {
    if (!last) return lengths?.[built.length];
    const used = built.reduce((sum, part, index) => sum + (lengths?.[index] ?? part.steps), 0);
    return available && available - used;
  },
  curve({ lengths }, parts) {
    const starts = [0];
    for (const [index, part] of parts.entries()) {
      starts.push((starts[index] as number) + (lengths?.[index] ?? part.steps));
    }
    const last = parts.length - 1;
    const at = (t: number): number => {
      let index = last;
      while (index > 0 && t < (starts[index] as number)) index--;
      return (parts[index] as Curve).at(t - (starts[index] as number));
    };
    const phases = parts.flatMap((part, index) =>
      shiftPhases(part.phases, starts[index] as number, starts[index + 1] as number),
    );
    return { steps: starts[parts.length] as number, phases, at };
  },
  label: (parts) => parts.join(' → '),
  text: ({ lengths }, parts) =>
    lengths === undefined && parts.length === 2
      ? `${parts[0]}.followedBy(${parts[1]})`
      : `sequence([${parts.join(', ')}]${lengths ? `, ${lengths}` : ''})`,
});
