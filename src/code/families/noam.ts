import { noamFamily } from '../../schedule/families/noam';
import { codeFor } from '../family-code';

export const noamCode = codeFor(noamFamily, {
  formula: ({ peak, width, factor, warmup }) => ({
    body: 'return top * min(sqrt(warmup / (t + 1)), (t + 1) / warmup)',
    names: { top: { float: peak ?? factor / Math.sqrt(width * warmup) } },
  }),
});
