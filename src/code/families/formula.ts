import { formulaFamily } from '../../library/formula';
import { codeFor } from '../family-code';

export const formulaCode = codeFor(formulaFamily, {
  refusal: 'it holds a formula of another library, which no family of ours has',
  formula: () => undefined,
});
