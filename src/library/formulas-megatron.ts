import type { Curve } from '../schedule/family';
import type { Formula, FormulaValues } from './formulas';
import { flagOf, onePiece, positiveOf, rateOf, wordOf } from './formulas-shared';

/** What Megatron computes and no native family does: a decay that began before the warm-up ended, or takes no step. */
export const megatronFormulas: Readonly<Record<string, Formula>> = {
  'megatron.OptimizerParamScheduler': stableThenDecay,
};

/** Shares of the swing that are left when a share `x` of the decay is done. */
const LEFT = {
  linear: (x: number): number => 1 - x,
  cosine: (x: number): number => (1 + Math.cos(Math.PI * x)) / 2,
  exponential: (x: number): number => 2 * 0.5 ** x - 1,
  minus_sqrt: (x: number): number => 1 - Math.sqrt(x),
} as const;

/** The decay of WSD from the end of the warm-up on: `steps` until it ends, of which `decay` decay. */
function stableThenDecay(values: FormulaValues): Curve {
  const peak = rateOf(values, 'peak');
  const floor = rateOf(values, 'floor');
  const steps = positiveOf(values, 'steps');
  const decay = rateOf(values, 'decay');
  const style = wordOf(values, 'style', ['linear', 'cosine', 'exponential', 'minus_sqrt']);
  const warmed = flagOf(values, 'warmed');
  const at = (t: number): number => {
    // the step that ends a warm-up has the peak, however far the decay is
    if (t === 0 && warmed) return peak;
    if (t > steps) return floor;
    const done = t - (steps - decay);
    return done <= 0 ? peak : floor + LEFT[style](done / decay) * (peak - floor);
  };
  return onePiece('decay', 'cool-down', steps, at);
}
