import type { Curve, Phase } from '../schedule/family';
import { SHAPES } from '../schedule/shapes';
import { lengthOf } from './formula-length';
import { type Formula, type FormulaValues, numberOf } from './formulas';
import { flagOf, onePiece, rateOf, wordOf } from './formulas-shared';

// the warm-up of all but `wsd` is a native ramp in front; step 0 is the first step after it

/** Most waves that are computed: no run has a step for each. */
const MOST_WAVES = 1e9;

function wavesOf(values: FormulaValues): number {
  const cycles = numberOf(values, 'num_cycles');
  if (Math.abs(cycles) <= MOST_WAVES) return cycles;
  throw new RangeError(
    `Cannot build formula: values.num_cycles must be at most ${MOST_WAVES}, got ${cycles}`,
  );
}

/** `cycles` waves of a cosine over `steps`, begun `early` steps ahead; after the end held, or `waving` on as in the library. */
function cosineWaves(values: FormulaValues): Curve {
  const peak = rateOf(values, 'peak');
  const floor = rateOf(values, 'floor');
  const steps = lengthOf(values, 'steps');
  const early = Math.min(steps, rateOf(values, 'early'));
  const cycles = wavesOf(values);
  const end = flagOf(values, 'waving') ? Infinity : 1;
  const at = (t: number): number => {
    const progress = Math.min(end, (t + early) / steps);
    return floor + (peak - floor) * 0.5 * (1 + Math.cos(Math.PI * cycles * 2 * progress));
  };
  return onePiece('cosine', 'fall', Math.max(1, steps - early), at);
}

/** Half cosines that start afresh `cycles` times in `steps`, the last one cut short when `cycles` is no whole number; then 0. */
function hardRestarts(values: FormulaValues): Curve {
  const peak = rateOf(values, 'peak');
  const steps = lengthOf(values, 'steps');
  const cycles = Math.abs(wavesOf(values));
  const at = (t: number): number => {
    if (t >= steps) return 0;
    return peak * 0.5 * (1 + Math.cos((Math.PI * ((cycles * t) % steps)) / steps));
  };
  return onePiece('cosine restarts', 'cycle', steps, at);
}

const WARMUPS = { linear: SHAPES.linear, cosine: SHAPES.cosine, '1-sqrt': SHAPES['1-sqrt'] };

/**
 * Warm-up, stable part and decay. The decay begins `stable` steps after the warm-up; the library takes a number below 0
 * too, and then cuts the start of the decay off.
 */
function warmupStableDecay(values: FormulaValues): Curve {
  const peak = rateOf(values, 'peak');
  const ratio = rateOf(values, 'min_lr_ratio');
  const warmup = rateOf(values, 'num_warmup_steps');
  const fallAt = warmup + numberOf(values, 'num_stable_steps');
  const decay = rateOf(values, 'num_decay_steps');
  const rise = WARMUPS[wordOf(values, 'warmup_type', ['linear', 'cosine', '1-sqrt'])];
  const shape = wordOf(values, 'decay_type', ['linear', 'cosine', '1-sqrt']);
  const cycles = wavesOf(values);
  const left = {
    linear: (x: number) => 1 - x,
    cosine: (x: number) => 0.5 * (1 + Math.cos(Math.PI * cycles * 2 * x)),
    '1-sqrt': (x: number) => 1 - Math.sqrt(x),
  }[shape];
  const factor = (t: number): number => {
    if (t < warmup) return ratio + (1 - ratio) * rise(t / warmup);
    if (t < fallAt) return 1;
    return t < fallAt + decay ? ratio + (1 - ratio) * left((t - fallAt) / decay) : ratio;
  };
  const steps = Math.max(1, Math.ceil(fallAt + decay));
  const phases: Phase[] = [
    { name: 'warm-up', kind: 'rise', from: 0, to: warmup },
    { name: 'stable', kind: 'hold', from: warmup, to: fallAt },
    { name: 'decay', kind: 'cool-down', from: Math.max(warmup, fallAt), to: steps },
  ];
  return {
    steps,
    phases: phases.filter(({ from, to }) => from < to),
    at: (t) => Math.min(Number.MAX_VALUE, Math.max(0, peak * factor(t))),
  };
}

/** What transformers computes and no native family does, by the names of `SchedulerType`. */
export const transformersFormulas: Readonly<Record<string, Formula>> = {
  'transformers.cosine': cosineWaves,
  'transformers.cosine_with_restarts': hardRestarts,
  'transformers.warmup_stable_decay': warmupStableDecay,
};
