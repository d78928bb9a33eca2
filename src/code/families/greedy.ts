import { greedyFamily } from '../../schedule/feedback/greedy';
import { codeFor } from '../family-code';

export const greedyCode = codeFor(greedyFamily, {
  // its rates follow from the metrics, not from the step
  formula: () => undefined,
});
