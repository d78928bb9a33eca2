import type { Curve } from '../schedule/family';
import { cyclePhases } from '../schedule/phases';
import { lengthOf } from './formula-length';
import type { Formula, FormulaValues } from './formulas';
import { ENDLESS, flagOf, listOf, onePiece, positiveOf, rateOf, wordOf } from './formulas-shared';
import { preciseLog } from './precise-log';
import { oneCyclePhaseEnds } from './torch-one-cycle-ends';

/** `baseLr · gamma^⌊t / step_size⌋` for a gamma above 1, up to the largest number there is. */
function stairsUp(values: FormulaValues): Curve {
  const peak = positiveOf(values, 'baseLr');
  const gamma = rateOf(values, 'gamma');
  const every = lengthOf(values, 'step_size');
  const at = (t: number): number =>
    Math.min(Number.MAX_VALUE, peak * gamma ** Math.floor(t / every));
  return onePiece('steps', gamma > 1 ? 'rise' : 'fall', ENDLESS, at);
}

/** A cosine of period `2 · T_max`, which may be a fraction, between two rates in any order. */
function cosineAnnealing(values: FormulaValues): Curve {
  const start = rateOf(values, 'baseLr');
  const end = rateOf(values, 'eta_min');
  const half = lengthOf(values, 'T_max');
  const at = (t: number): number =>
    end + ((start - end) * (1 + Math.cos((Math.PI * t) / half))) / 2;
  return onePiece('cosine', end > start ? 'rise' : 'fall', half, at);
}

/**
 * Warm restarts between two rates in any order. With `logarithm` the cycle is found as `step(epoch)` of the library finds
 * it, which misses restarts such as step 121 of T_0 = 1, T_mult = 3.
 */
function warmRestarts(values: FormulaValues): Curve {
  const start = rateOf(values, 'baseLr');
  const end = rateOf(values, 'eta_min');
  const first = lengthOf(values, 'T_0');
  const multiplier = positiveOf(values, 'T_mult');
  if (!Number.isSafeInteger(multiplier)) {
    throw new RangeError(
      `Cannot build formula: values.T_mult must be an integer of at least 1, got ${multiplier}`,
    );
  }
  const index = flagOf(values, 'logarithm') ? byLogarithm : byLoop;
  const startOf = (i: number): number =>
    multiplier === 1 ? i * first : (first * (multiplier ** i - 1)) / (multiplier - 1);
  const at = (t: number): number => {
    const i = multiplier === 1 ? Math.floor(t / first) : index(t / first, multiplier);
    const share = (t - startOf(i)) / (first * multiplier ** i);
    return end + ((start - end) * (1 + Math.cos(Math.PI * share))) / 2;
  };
  return { steps: ENDLESS, phases: cyclePhases(startOf, ENDLESS, true), at };
}

/** Cycle of a time in units of the first cycle; more cycles than numbers can tell apart are not looked for. */
function byLoop(time: number, multiplier: number): number {
  let index = 0;
  for (let end = 1, length = 1; time >= end && end < Number.MAX_SAFE_INTEGER; index++) {
    length *= multiplier;
    end += length;
  }
  return index;
}

function byLogarithm(time: number, multiplier: number): number {
  return Math.trunc(preciseLog(time * (multiplier - 1) + 1) / preciseLog(multiplier));
}

/**
 * Moves from each of `rates` to the next, the ends of the phases being fractions of a step. With `rebound` step
 * `total_steps` is extrapolated as the library does; otherwise the last update's rate is held.
 */
function oneCycle(values: FormulaValues): Curve {
  const steps = lengthOf(values, 'total_steps');
  const rates = listOf(values, 'rates');
  const share = rateOf(values, 'pct_start');
  if (!Number.isSafeInteger(steps) || share > 1 || rates.length < 3 || rates.length > 4) {
    throw new RangeError(
      `Cannot build formula: values must have whole total_steps, a pct_start of at most 1 and 3 or 4 rates, got ${steps}, ${share} and ${rates.length}`,
    );
  }
  const ends = oneCyclePhaseEnds(steps, share, rates.length === 4);
  const cosine = wordOf(values, 'anneal_strategy', ['cos', 'linear']) === 'cos';
  const last = flagOf(values, 'rebound') ? steps : steps - 1;
  const at = (step: number): number => {
    const t = Math.min(step, last);
    let phase = 0;
    while (phase < ends.length - 1 && t > (ends[phase] as number)) phase++;
    const [from, to] = [phase === 0 ? 0 : (ends[phase - 1] as number), ends[phase] as number];
    const [start, end] = [rates[phase] as number, rates[phase + 1] as number];
    const done = to === from ? 1 : (t - from) / (to - from);
    if (!cosine) return (end - start) * done + start;
    return end + ((start - end) / 2) * (Math.cos(Math.PI * done) + 1);
  };
  return onePiece('one cycle', 'cycle', steps, at);
}

/** A triangle of any size and direction, its swing scaled by cycle or by step. */
function cyclic(values: FormulaValues): Curve {
  const base = rateOf(values, 'base_lr');
  const max = rateOf(values, 'max_lr');
  const up = lengthOf(values, 'step_size_up');
  const total = up + rateOf(values, 'step_size_down');
  const mode = wordOf(values, 'mode', ['triangular', 'triangular2', 'exp_range']);
  const gamma = mode === 'exp_range' ? rateOf(values, 'gamma') : 1;
  const at = (t: number): number => {
    const cycle = Math.floor(1 + t / total);
    const x = 1 + t / total - cycle;
    const height = x <= up / total ? x / (up / total) : (x - 1) / (up / total - 1);
    // at the foot of a triangle 0 · ∞ would be no number
    if (height === 0) return base;
    const swing =
      mode === 'triangular2' ? 2 ** (1 - cycle) : Math.min(Number.MAX_VALUE, gamma ** t);
    return Math.min(Number.MAX_VALUE, Math.max(0, base + (max - base) * height * swing));
  };
  return { steps: ENDLESS, phases: cyclePhases((i) => i * Math.max(1, total), ENDLESS, false), at };
}

/** What PyTorch computes and no native family does; the values have the names of the library's arguments. */
export const torchFormulas: Readonly<Record<string, Formula>> = {
  'torch.StepLR': stairsUp,
  'torch.CosineAnnealingLR': cosineAnnealing,
  'torch.CosineAnnealingWarmRestarts': warmRestarts,
  'torch.OneCycleLR': oneCycle,
  'torch.CyclicLR': cyclic,
};
