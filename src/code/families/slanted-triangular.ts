import { slantedTriangularFamily } from '../../schedule/families/slanted-triangular';
import { codeFor } from '../family-code';

export const slantedTriangularCode = codeFor(slantedTriangularFamily, {
  formula({ rise, steps }) {
    const cut = Math.floor(rise * steps);
    const fall = '1 - (min(t, steps) - cut) / (steps - cut)';
    return {
      body: `
height = ${cut > 0 ? `t / cut if t < cut else ${fall}` : fall}
return peak * (1 + height * (ratio - 1)) / ratio`,
      names: { cut },
    };
  },
});
