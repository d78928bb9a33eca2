import { hyperbolicFamily } from '../../schedule/families/hyperbolic';
import { codeFor } from '../family-code';

export const hyperbolicCode = codeFor(hyperbolicFamily, {
  formula: ({ steps, bound }) => ({
    body: `
n = min(t, steps)
height = sqrt((steps - n) / U * (2 - (steps + n) / U))
start = sqrt(steps / U * (2 - steps / U))
return peak + (peak - floor) * (height - start)`,
    names: { U: Math.max(bound ?? 2 * steps, steps) },
  }),
});
