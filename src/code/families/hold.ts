import { holdFamily } from '../../schedule/combinators/hold';
import { codeFor, type Part } from '../family-code';

export const holdCode = codeFor(holdFamily, {
  formula(_values, parts) {
    const { name, curve } = parts[0] as Part;
    return {
      body: `if t < end:\n    return ${name}(t)\nreturn rate`,
      about: `${name} for ${curve.steps} updates, then the rate at its end.`,
      names: { end: curve.steps, rate: { float: curve.at(curve.steps) } },
    };
  },
});
