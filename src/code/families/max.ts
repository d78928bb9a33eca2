import { maxFamily } from '../../schedule/combinators/max';
import { codeFor } from '../family-code';

export const maxCode = codeFor(maxFamily, {
  formula: (_values, parts) => {
    const rates = parts.map(({ name }) => `${name}(t)`);
    return {
      body: `return ${rates.length > 1 ? `max(${rates.join(', ')})` : rates[0]}`,
      about: `The highest of ${parts.map(({ name }) => name).join(', ')}.`,
    };
  },
});
