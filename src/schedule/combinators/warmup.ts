import { type Curve, defineFamily } from '../family';
import { joined } from '../joined';
import { onePhase } from '../phases';
import { SHAPES } from '../shapes';
import { writeOptions } from '../text';

/** A rise in front of any schedule. */
export const warmupFamily = defineFamily({
  id: 'warmup',
  title: 'Warm-up',
  summary: 'Rises to the first rate of another schedule, then runs that schedule from its start.',
  parts: 1,
  order: 'before',
  params: {
    /** Updates the rise takes. */
    steps: { kind: 'length', default: 100, symbol: 'n', doc: 'Updates the rise takes.' },
    /** Rate the rise starts above. */
    from: { kind: 'rate', default: 0, symbol: '\\eta_0', doc: 'Rate the rise starts above.' },
    /** Path of the rise. */
    shape: {
      kind: 'choice',
      options: ['linear', 'cosine'],
      default: 'linear',
      symbol: 's',
      doc: 'Path of the rise.',
    },
  },
  latex: String.raw`\eta_0 + (\eta(0) - \eta_0)\, \frac{t + 1}{n + 1}`,
  source: {
    text: 'Goyal et al. 2017, Accurate, Large Minibatch SGD, section 2.2',
    url: 'https://arxiv.org/abs/1706.02677',
  },
  start: ({ steps }) => steps,
  share: ({ steps }, { available }) => available && available - steps,
  curve({ steps, from, shape }, parts) {
    const after = parts[0] as Curve;
    const target = after.at(0);
    const move = SHAPES[shape];
    const rise: Curve = {
      steps,
      phases: onePhase('warm-up', target < from ? 'fall' : 'rise', steps),
      at: (t) => from + (target - from) * move((t + 1) / (steps + 1)),
    };
    return joined([rise, after]);
  },
  label: ([after]) => `warm-up + ${after}`,
  text: ({ steps, ...options }, [after]) =>
    `${after}.warmup(${[steps ?? 100, writeOptions(options)].filter(Boolean).join(', ')})`,
});
