import { tanhDecayFamily } from '../../schedule/families/tanh-decay';
import { span } from '../../schedule/params';
import { codeFor } from '../family-code';

export const tanhDecayCode = codeFor(tanhDecayFamily, {
  formula: ({ steps, end }) => ({
    body: `
x = min(t, T) / T
return floor + (peak - floor) * (1 - tanh(lower + (upper - lower) * x)) / 2`,
    names: { T: span(steps, end) },
  }),
});
