import { sumFamily } from '../../schedule/combinators/sum';
import { codeFor } from '../family-code';

export const sumCode = codeFor(sumFamily, {
  formula: (_values, parts) => ({
    about: `The sum of ${parts.map(({ name }) => name).join(', ')}.`,
    body: `return ${parts.map(({ name }) => `${name}(t)`).join(' + ')}`,
  }),
});
