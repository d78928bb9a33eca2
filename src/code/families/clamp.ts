import { clampFamily } from '../../schedule/combinators/clamp';
import { codeFor } from '../family-code';

export const clampCode = codeFor(clampFamily, {
  formula({ low, high }, [inner]) {
    const raised = low > 0 ? `max(${inner?.name}(t), low)` : `${inner?.name}(t)`;
    return {
      body: `return ${high === undefined ? raised : `min(${raised}, high)`}`,
      about: `${inner?.name} between two bounds.`,
    };
  },
});
