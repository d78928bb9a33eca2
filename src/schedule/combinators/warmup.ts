import { type Curve, defineFamily } from '../family';
import { shiftPhases } from '../phases';
import { writeOptions } from '../text';

/** A rise in front of any schedule. */
export const warmupFamily = defineFamily({
  id: 'warmup',
  title: 'Warm-up',
  summary: 'Rises to the first rate of another schedule, then runs that schedule from its start.',
  parts: 1,
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
  share: ({ steps }, { available }) => available && available - steps,
  curve({ steps, from, shape }, parts) {
    const after = parts[0] as Curve;
    const target = after.at(0);
    const at = (t: number): number => {
      if (t >= steps) return after.at(t - steps);
      const share = (t + 1) / (steps + 1);
      return (
        from + (target - from) * (shape === 'cosine' ? (1 - Math.cos(Math.PI * share)) / 2 : share)
      );
    };
    const rise = {
      name: 'warm-up',
      kind: target < from ? 'fall' : 'rise',
      from: 0,
      to: steps,
    } as const;
    return { steps: steps + after.steps, phases: [rise, ...shiftPhases(after.phases, steps)], at };
  },
  label: ([after]) => `warm-up + ${after}`,
  text: ({ steps, ...options }, [after]) =>
    `${after}.warmup(${[steps ?? 100, writeOptions(options)].filter(Boolean).join(', ')})`,
});
