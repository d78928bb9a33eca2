import { customFamily } from '../../schedule/families/custom';
import { codeFor } from '../family-code';

export const customCode = codeFor(customFamily, {
  // a function of JavaScript is not read
  formula: () => undefined,
});
