import { greedyFamily } from '../../schedule/feedback/greedy';
import { codeFor } from '../family-code';

export const greedyCode = codeFor(greedyFamily, {
  refusal: 'the rates of greedy follow from a metric, not from the step',
  formula: () => undefined,
});
