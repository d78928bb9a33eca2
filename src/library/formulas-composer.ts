import type { Curve } from '../schedule/family';
import { cyclePhases } from '../schedule/phases';
import { cycles } from './chained-cycles';
import type { Formula, FormulaValues } from './formulas';
import {
  cosineMove,
  ENDLESS,
  exponential,
  polynomialMove,
  positiveOf,
  rateOf,
} from './formulas-shared';

/** What Composer computes and no native family does: growth, rising powers, intervals cut to whole batches. */
export const composerFormulas: Readonly<Record<string, Formula>> = {
  'composer.StepScheduler': exponential,
  'composer.ExponentialScheduler': exponential,
  'composer.CosineAnnealingScheduler': cosineMove,
  'composer.PolynomialScheduler': polynomialMove,
  'composer.CosineAnnealingWarmRestartsScheduler': restarts,
};

/** Half cosines from `start` to `alpha` of it, each over the whole batches of its interval; the end of the last one is held. */
function restarts(values: FormulaValues): Curve {
  const start = rateOf(values, 'start');
  const alpha = rateOf(values, 'alpha');
  const longer = positiveOf(values, 'lengthMultiplier');
  const list = cycles(Math.max(1, Math.trunc(positiveOf(values, 'first'))), (length) =>
    Math.trunc(longer * length),
  );
  const at = (t: number): number => {
    const cycle = list.of(t);
    if (cycle.length === Number.POSITIVE_INFINITY) return start * alpha;
    const half = (1 + Math.cos((Math.PI * (t - cycle.start)) / cycle.length)) / 2;
    return start * (alpha + (1 - alpha) * half);
  };
  return { steps: ENDLESS, phases: cyclePhases(list.start, ENDLESS, true), at };
}
