import { plateauFamily } from '../../schedule/feedback/plateau';
import { codeFor } from '../family-code';

export const plateauCode = codeFor(plateauFamily, {
  // its rates follow from the metrics, not from the step
  formula: () => undefined,
});
