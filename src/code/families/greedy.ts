import { greedyFamily } from '../../schedule/feedback/greedy';
import { codeFor } from '../family-code';
import { NOT_NEGATIVE, thresholdOf } from '../metric-rule';
import { flag, onOptimizer, text, unless, unlessCount } from '../write';

const none = (library: string) => () =>
  `${library} has nothing that raises the rate when a metric gets better; transformers has GreedyLR`;

export const greedyCode = codeFor(greedyFamily, {
  refusal:
    'the rates of greedy follow from a metric, so it cannot be a part of what follows the step',
  formula: () => undefined,
  listeners: {
    pytorch: none('PyTorch'),
    keras: none('Keras'),
    optax: none('Optax'),
    timm: none('timm'),
    transformers(values) {
      const { peak, mode, factor, patience, cooldown, pause, average, floor, leastChange } = values;
      const threshold = thresholdOf(values);
      if (typeof threshold === 'string') return threshold;
      return {
        rate: peak,
        mode,
        code: onOptimizer('GreedyLR', {
          mode: mode === 'min' ? undefined : text('max'),
          factor: unless(0.95, factor),
          patience: unlessCount(10, patience),
          threshold: unless(1e-6, threshold.value),
          // its default is an amount
          threshold_mode: threshold.kind === 'rel' ? text('rel') : undefined,
          cooldown: unlessCount(0, cooldown),
          warmup: unlessCount(0, pause),
          min_lr: unless(1e-3, floor),
          max_lr: unless(1, values.ceiling ?? 10 * peak),
          eps: unless(1e-8, leastChange),
          smooth: average > 1 ? flag(true) : undefined,
          window_size: average > 1 ? unlessCount(50, average) : undefined,
          reset_start: unlessCount(500, values.resetAfter),
        }),
        ...(threshold.kind === 'rel' && threshold.value > 0 && { note: NOT_NEGATIVE }),
      };
    },
  },
});
