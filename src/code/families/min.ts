import { minFamily } from '../../schedule/combinators/min';
import { codeFor } from '../family-code';

export const minCode = codeFor(minFamily, {
  formula: (_values, parts) => {
    const rates = parts.map(({ name }) => `${name}(t)`);
    return {
      body: `return ${rates.length > 1 ? `min(${rates.join(', ')})` : rates[0]}`,
      about: `The lowest of ${parts.map(({ name }) => name).join(', ')}.`,
    };
  },
});
