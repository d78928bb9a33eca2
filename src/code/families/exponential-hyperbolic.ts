import { exponentialHyperbolicFamily } from '../../schedule/families/exponential-hyperbolic';
import { codeFor } from '../family-code';

export const exponentialHyperbolicCode = codeFor(exponentialHyperbolicFamily, {
  formula: ({ peak, floor, steps, bound }) => ({
    body: `
n = min(t, steps)
height = sqrt((steps - n) / U * (2 - (steps + n) / U))
start = sqrt(steps / U * (2 - steps / U))
return peak * ratio ** (height - start)`,
    names: {
      U: Math.max(bound ?? 2 * steps, steps),
      ratio: { float: floor === undefined ? 100 : peak / floor },
    },
  }),
});
