import { custom } from '../schedule/families/custom';
import type { Schedule } from '../schedule/schedule';
import { optimizerRate } from './optimizer-rate';
import { wrongKind } from './pieces';
import type { Arguments } from './request';

/** PyTorch's `LambdaLR`: the rate of the optimizer times a function of the step. */
export function lambdaRate(args: Arguments): Schedule {
  const [peak, factor] = [optimizerRate(args), codeOf(args)];
  return custom({ rate: (t) => peak * factor(t), after: 'continue' });
}

/** PyTorch's `MultiplicativeLR`: each rate is the one before times a function of the step, which is not asked for step 0. */
export function multiplicativeRate(args: Arguments): Schedule {
  const factor = codeOf(args);
  // kept, so that a pass over all steps is not quadratic
  const rates = [optimizerRate(args)];
  const rate = (t: number): number => {
    while (rates.length <= t) rates.push((rates.at(-1) as number) * factor(rates.length));
    return rates[Math.floor(t)] as number;
  };
  return custom({ rate, after: 'continue' });
}

/** `lr_lambda`, which JSON cannot hold: only a function of JavaScript can be run. */
function codeOf(args: Arguments): (step: number) => number {
  const value = args.any('lr_lambda');
  if (typeof value === 'function') return value as (step: number) => number;
  throw wrongKind(args, 'lr_lambda must be a function of the step; Python is not run here');
}
