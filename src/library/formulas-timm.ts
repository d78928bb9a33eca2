import type { Curve } from '../schedule/family';
import { cyclePhases } from '../schedule/phases';
import { lengthOf } from './formula-length';
import { type Formula, type FormulaValues, numberOf } from './formulas';
import { ENDLESS, onePiece, positiveOf, rateOf, wordOf } from './formulas-shared';
import { timmCycles } from './timm-cycles';

/** A curve in cycles: `left` is the share of the swing that is left after `time` steps of a cycle of `length`. */
function inCycles(values: FormulaValues, left: (time: number, length: number) => number): Curve {
  const peak = positiveOf(values, 'peak');
  const floor = rateOf(values, 'lr_min');
  const decay = rateOf(values, 'cycle_decay');
  const { cycleOf, starts, steps } = timmCycles(values);
  const at = (t: number): number => {
    const cycle = cycleOf(t);
    if (!cycle) return floor;
    const top = Math.min(Number.MAX_VALUE, peak * decay ** cycle.index);
    return Math.min(Number.MAX_VALUE, floor + (top - floor) * left(cycle.time, cycle.length));
  };
  return { steps, phases: cyclePhases(starts, steps, true), at };
}

function cosineCycles(values: FormulaValues): Curve {
  const k = positiveOf(values, 'k_decay');
  return inCycles(values, (time, length) => 0.5 * (1 + Math.cos(Math.PI * (time / length) ** k)));
}

function polynomialCycles(values: FormulaValues): Curve {
  const k = positiveOf(values, 'k_decay');
  const power = rateOf(values, 'power');
  return inCycles(values, (time, length) => Math.max(0, 1 - (time / length) ** k) ** power);
}

function tanhCycles(values: FormulaValues): Curve {
  const lower = numberOf(values, 'lb');
  const upper = numberOf(values, 'ub');
  return inCycles(values, (time, length) => {
    const share = time / length;
    return 0.5 * (1 - Math.tanh(lower * (1 - share) + upper * share));
  });
}

/** Stairs whose length may be a fraction, or which go up. */
function stairs(values: FormulaValues): Curve {
  const peak = positiveOf(values, 'peak');
  const rate = rateOf(values, 'decay_rate');
  const every = lengthOf(values, 'decay_t');
  // the remainder is exact where a quotient would be rounded up to the next stair
  const turns = (t: number): number => Math.round((t - (t % every)) / every);
  const at = (t: number): number => Math.min(Number.MAX_VALUE, peak * rate ** turns(t));
  return onePiece('steps', rate > 1 ? 'rise' : 'fall', ENDLESS, at);
}

/** A stable part that may fall already, goes on falling, and is multiplied by the decay of the last `decay_t` steps. */
function stableDecay(values: FormulaValues): Curve {
  const peak = positiveOf(values, 'peak');
  const floor = rateOf(values, 'lr_min');
  const steps = lengthOf(values, 't_initial');
  const decay = lengthOf(values, 'decay_t');
  const power = rateOf(values, 'stable_power');
  const timescale = lengthOf(values, 'stable_timescale');
  const shape = wordOf(values, 'decay_fn', ['linear', '1-sqrt', 'cosine', 'power', 'exp']);
  const exponent = positiveOf(values, 'decay_power');
  const ratio = positiveOf(values, 'decay_ratio');
  if (ratio >= 1) {
    throw new RangeError(`Cannot build formula: values.decay_ratio must be below 1, got ${ratio}`);
  }
  const left = {
    linear: (x: number) => 1 - x,
    '1-sqrt': (x: number) => 1 - Math.sqrt(x),
    cosine: (x: number) => 0.5 * (1 + Math.cos(Math.PI * x)),
    power: (x: number) => 1 - x ** exponent,
    exp: (x: number) => (ratio ** x - ratio) / (1 - ratio),
  }[shape];
  const at = (t: number): number => {
    const stable = Math.max(floor, peak * (1 + t / timescale) ** -power);
    const share = Math.min(1, (t - (steps - decay)) / decay);
    return share <= 0 ? stable : floor + (stable - floor) * left(share);
  };
  const whole = Math.ceil(steps);
  const fallAt = Math.min(whole, Math.max(0, steps - decay));
  const phases = [
    { name: 'stable', kind: 'hold', from: 0, to: fallAt },
    { name: 'decay', kind: 'cool-down', from: fallAt, to: whole },
  ] as const;
  return { steps: whole, phases: phases.filter(({ from, to }) => from < to), at };
}

/** What timm computes and no native family does, its warm-up apart; the values have the names of the library's arguments. */
export const timmFormulas: Readonly<Record<string, Formula>> = {
  'timm.CosineLRScheduler': cosineCycles,
  'timm.PolyLRScheduler': polynomialCycles,
  'timm.TanhLRScheduler': tanhCycles,
  'timm.StepLRScheduler': stairs,
  'timm.WSDLRScheduler': stableDecay,
};
