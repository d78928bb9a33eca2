import { chebyshevFamily } from '../../schedule/families/chebyshev';
import { codeFor } from '../family-code';

export const chebyshevCode = codeFor(chebyshevFamily, {
  formula: () => ({
    body: 'x = min(t + 0.5, steps) / steps\nreturn floor + (peak - floor) * (1 + cos(pi * x)) / 2',
  }),
});
