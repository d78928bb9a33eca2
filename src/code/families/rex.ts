import { rexFamily } from '../../schedule/families/rex';
import { span } from '../../schedule/params';
import { codeFor } from '../family-code';

export const rexCode = codeFor(rexFamily, {
  formula: ({ steps, end }) => ({
    body: 'x = min(t, T) / T\nreturn floor + (peak - floor) * (1 - x) / (1 - x / 2)',
    names: { T: span(steps, end) },
  }),
});
