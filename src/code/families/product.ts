import { productFamily } from '../../schedule/combinators/product';
import { codeFor } from '../family-code';

export const productCode = codeFor(productFamily, {
  formula: (_values, parts) => ({
    about: `The product of ${parts.map(({ name }) => name).join(', ')}.`,
    body: `return ${parts.map(({ name }) => `${name}(t)`).join(' * ')}`,
  }),
});
