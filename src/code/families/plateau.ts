import { plateauFamily } from '../../schedule/feedback/plateau';
import { codeFor } from '../family-code';

export const plateauCode = codeFor(plateauFamily, {
  refusal: 'the rates of plateau follow from a metric, not from the step',
  formula: () => undefined,
});
