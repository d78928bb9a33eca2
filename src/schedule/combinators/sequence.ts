import { defineFamily } from '../family';
import { joined, startsOf } from '../joined';

/** One schedule after another. */
export const sequenceFamily = defineFamily({
  id: 'sequence',
  title: 'Sequence',
  summary: 'Runs schedules one after another; each counts its steps from its own start.',
  parts: 'many',
  order: 'chain',
  params: {
    /** Updates of every part but the last; their own lengths when left out. */
    lengths: {
      kind: 'lengths',
      symbol: 'n',
      doc: 'Updates of every part but the last; their own lengths when left out.',
    },
  },
  latex: String.raw`\eta_i(t - n_0 - \dots - n_{i-1})`,
  start: ({ lengths }, built) => startsOf(built, lengths)[built.length] as number,
  share({ lengths }, { available, built, last }) {
    if (!last) return lengths?.[built.length];
    return available && available - (startsOf(built, lengths)[built.length] as number);
  },
  curve: ({ lengths }, parts) => joined(parts, lengths),
  label: (parts) => parts.join(' → '),
  text: ({ lengths }, parts) =>
    lengths === undefined && parts.length === 2
      ? `${parts[0]}.followedBy(${parts[1]})`
      : `sequence([${parts.join(', ')}]${lengths ? `, ${lengths}` : ''})`,
});
