import { shiftFamily } from '../../schedule/combinators/shift';
import { codeFor } from '../family-code';

export const shiftCode = codeFor(shiftFamily, {
  formula: (_values, [inner]) => ({
    body: `return ${inner?.name}(t + steps)`,
    about: `${inner?.name} without its first updates.`,
  }),
});
