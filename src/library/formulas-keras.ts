import type { Curve, Phase } from '../schedule/family';
import { cyclePhases } from '../schedule/phases';
import { cycles } from './chained-cycles';
import type { Formula, FormulaValues } from './formulas';
import {
  cosineMove,
  ENDLESS,
  exponential,
  onePiece,
  polynomialMove,
  positiveOf,
  rateOf,
  wordOf,
} from './formulas-shared';
import { kerasRestart } from './keras-restart';

/** What Keras computes and no native family does: growth, broken lengths, cycles of broken length, missed restarts. */
export const kerasFormulas: Readonly<Record<string, Formula>> = {
  'keras.ExponentialDecay': exponential,
  'keras.InverseTimeDecay'(values) {
    const start = rateOf(values, 'start');
    const rate = rateOf(values, 'rate');
    const every = positiveOf(values, 'every');
    const at = (t: number): number => start / (1 + rate * Math.floor(t / every));
    return onePiece('inverse time', 'fall', ENDLESS, at);
  },
  'keras.PolynomialDecay': polynomialMove,
  'keras.CosineDecay': warmedCosine,
  'keras.CosineDecayRestarts': restarts,
};

/** A cosine, after a straight rise from `from` that takes `warmup` updates, which need not be whole. */
function warmedCosine(values: FormulaValues): Curve {
  const fall = cosineMove(values);
  if (values.warmup === undefined) return fall;
  const start = rateOf(values, 'start');
  const warmup = positiveOf(values, 'warmup');
  const from = rateOf(values, 'from');
  const at = (t: number): number =>
    t < warmup ? from + ((start - from) * t) / warmup : fall.at(t - warmup);
  const steps = Math.ceil(warmup + positiveOf(values, 'steps'));
  const rise: Phase = { name: 'warm-up', kind: 'rise', from: 0, to: Math.ceil(warmup) };
  const rest: Phase = { name: 'cosine', kind: 'fall', from: rise.to, to: steps };
  return { steps, phases: [rise, rest].filter(({ from, to }) => from < to), at };
}

/** Half cosines above a floor of `start · alpha`; each swing is `swingMultiplier` times the one before. */
function restarts(values: FormulaValues): Curve {
  const start = rateOf(values, 'start');
  const alpha = rateOf(values, 'alpha');
  const swing = rateOf(values, 'swingMultiplier');
  const first = positiveOf(values, 'first');
  const longer = positiveOf(values, 'lengthMultiplier');
  const arithmetic = wordOf(values, 'arithmetic', ['exact', 'float32', 'float32 restarts']);
  const list = cycles(first, (length) => length * longer);
  const phases = cyclePhases((index) => Math.ceil(list.start(index)), ENDLESS, true).filter(
    ({ from, to }) => from < to,
  );
  if (arithmetic !== 'exact')
    return {
      steps: ENDLESS,
      phases,
      at: kerasRestart({ start, alpha, swing, first, longer, arithmetic }),
    };
  const at = (t: number): number => {
    const cycle = list.of(t);
    const half = (1 + Math.cos((Math.PI * (t - cycle.start)) / cycle.length)) / 2;
    const swung = Math.min(Number.MAX_VALUE, swing ** cycle.index) * half;
    return start * ((1 - alpha) * swung + alpha);
  };
  return { steps: ENDLESS, phases, at };
}
