import type { Values } from '../../schedule/family';
import { plateauFamily } from '../../schedule/feedback/plateau';
import { codeFor } from '../family-code';
import type { Reason } from '../idiom';
import type { Listener } from '../listener';
import { cutsAlike, EPS, NOT_NEGATIVE, thresholdOf } from '../metric-rule';
import { float } from '../syntax';
import { made, onOptimizer, ratio, text, unless, unlessCount } from '../write';

type Plateau = Values<typeof plateauFamily.params>;

/** How long it waits, whichever way it is counted: metrics that make a cut, and those ignored after one. */
interface Wait {
  readonly bad: number;
  readonly ignored: number;
}

const WAITS: Readonly<Record<Plateau['convention'], (values: Plateau) => Wait>> = {
  torch: ({ patience, cooldown }) => ({ bad: patience + 1, ignored: cooldown }),
  // the last metric of its cooldown counts, and it never cuts without a bad one
  keras: ({ patience, cooldown }) => ({
    bad: Math.max(1, patience),
    ignored: Math.max(0, cooldown - 1),
  }),
  optax: ({ patience, cooldown }) => ({ bad: patience, ignored: cooldown }),
};

const waitOf = (values: Plateau): Wait => WAITS[values.convention](values);

/** Nobody but Optax cuts with a metric that is better. */
const ON_IMPROVEMENT = "patience 0 of convention 'optax' cuts with every better metric";

export const plateauCode = codeFor(plateauFamily, {
  refusal:
    'the rates of plateau follow from a metric, so it cannot be a part of what follows the step',
  formula: () => undefined,
  listeners: {
    pytorch: (values) => reduceOnPlateau(values, 'ReduceLROnPlateau', 'PyTorch'),
    transformers: (values) =>
      reduceOnPlateau(values, 'get_reduce_on_plateau_schedule', 'transformers'),
    timm(values) {
      const { peak, factor, mode, floor, leastCut } = values;
      const { bad, ignored } = waitOf(values);
      const threshold = thresholdOf(values);
      if (bad === 0) return ON_IMPROVEMENT;
      if (values.average > 1) return averaged('timm');
      if (typeof threshold === 'string') return threshold;
      if (threshold.kind === 'abs')
        return 'a threshold of timm is a share of the best metric: absolute must be 0';
      return {
        rate: peak,
        mode,
        code: onOptimizer('PlateauLRScheduler', {
          decay_rate: unless(0.1, factor),
          patience_t: unlessCount(10, bad - 1),
          threshold: unless(1e-4, threshold.value),
          cooldown_t: unlessCount(0, ignored),
          lr_min: unless(0, floor),
          // its default is the other one
          mode: mode === 'min' ? text('min') : undefined,
        }),
        ...noteOf(values),
        ...(!cutsAlike(values, EPS) && {
          set: {
            attribute: 'lr_scheduler.eps',
            value: float(leastCut),
            why: `timm has no argument for eps: cuts of ${EPS} or less would be left out`,
          },
        }),
      };
    },
    keras(values) {
      const { peak, factor, mode, relative, absolute, floor } = values;
      const { bad, ignored } = waitOf(values);
      if (bad === 0) return ON_IMPROVEMENT;
      if (values.average > 1) return averaged('Keras');
      if (relative > 0)
        return 'min_delta of Keras is an amount and no share of the best metric: relative must be 0';
      if (!cutsAlike(values, 0)) return leastCutOf('Keras');
      return {
        rate: peak,
        mode,
        code: made('ReduceLROnPlateau', {
          monitor: text(mode === 'min' ? 'val_loss' : 'val_accuracy'),
          factor: unless(0.1, factor),
          patience: unlessCount(10, bad),
          mode: mode === 'min' ? undefined : text('max'),
          min_delta: unless(1e-4, absolute),
          // Keras counts the last metric of a cooldown, so it is one longer here
          cooldown: unlessCount(0, ignored === 0 ? 0 : ignored + 1),
          min_lr: unless(0, floor),
        }),
      };
    },
    optax(values) {
      const { peak, factor, mode, relative, absolute, average, floor } = values;
      const { bad, ignored } = waitOf(values);
      if (mode === 'max' && relative > 0)
        return 'Optax wants a metric to fall; of one that shall rise, and so is given negated, the threshold can only be an amount: relative must be 0';
      if (relative === 0 && absolute === 0)
        return 'rtol and atol of Optax must not both be 0: relative or absolute must be above 0';
      if (relative >= 1) return 'rtol of Optax must be below 1: relative is not';
      if (!cutsAlike(values, 0)) return leastCutOf('Optax');
      return {
        rate: peak,
        mode,
        code: made('optax.contrib.reduce_on_plateau', {
          factor: unless(0.1, factor),
          patience: unlessCount(10, bad),
          rtol: unless(1e-4, relative),
          atol: unless(0, absolute),
          cooldown: unlessCount(0, ignored),
          accumulation_size: unlessCount(1, average),
          min_scale: floor > 0 ? ratio(floor, peak) : undefined,
        }),
        ...noteOf(values),
      };
    },
  },
});

/** PyTorch's class, under whatever name a library makes it. */
function reduceOnPlateau(values: Plateau, callee: string, library: string): Listener | Reason {
  const { peak, factor, mode, floor, leastCut } = values;
  const { bad, ignored } = waitOf(values);
  const threshold = thresholdOf(values);
  if (bad === 0) return ON_IMPROVEMENT;
  if (values.average > 1) return averaged(library);
  if (typeof threshold === 'string') return threshold;
  return {
    rate: peak,
    mode,
    code: onOptimizer(callee, {
      mode: mode === 'min' ? undefined : text('max'),
      factor: unless(0.1, factor),
      patience: unlessCount(10, bad - 1),
      threshold: unless(1e-4, threshold.value),
      threshold_mode: threshold.kind === 'abs' ? text('abs') : undefined,
      cooldown: unlessCount(0, ignored),
      min_lr: unless(0, floor),
      eps: cutsAlike(values, EPS) ? undefined : float(leastCut),
    }),
    ...noteOf(values),
  };
}

const noteOf = ({ relative, signed }: Plateau): { note?: string } =>
  relative > 0 && !signed ? { note: NOT_NEGATIVE } : {};

const averaged = (library: string): Reason =>
  `${library} looks at every metric by itself: average must be 1`;

const leastCutOf = (library: string): Reason =>
  `${library} makes every cut, however small: leastCut must be 0`;
