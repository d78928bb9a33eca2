import { scaleFamily } from '../../schedule/combinators/scale';
import { codeFor } from '../family-code';

export const scaleCode = codeFor(scaleFamily, {
  formula: (_values, [inner]) => ({
    body: `return factor * ${inner?.name}(t)`,
    about: `${inner?.name}, multiplied.`,
  }),
});
