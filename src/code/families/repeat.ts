import { repeatFamily } from '../../schedule/combinators/repeat';
import { stretchedStarts } from '../../schedule/cycles';
import { codeFor, type Formula, type Part } from '../family-code';
import { number } from '../syntax';
import { unless, withNamed } from '../write';

export const repeatCode = codeFor(repeatFamily, {
  fractions: ({ lengthMultiplier }) => lengthMultiplier !== 1,
  formula({ times, lengthMultiplier, peakMultiplier }, parts): Formula {
    const { name, curve } = parts[0] as Part;
    const factor = peakMultiplier === 1 ? '' : 'peakMultiplier ** i * ';
    const about = `${name}, ${times} times.`;
    if (lengthMultiplier === 1) {
      return {
        about,
        body: `
i = min(t // length, last)
return ${factor}${name}(min(t - i * length, length))`,
        names: { length: curve.steps, last: times - 1 },
      };
    }
    return {
      about,
      body: `
i = min(count(starts, t) - 1, last)
start = starts[i]
x = (t - start) * length / (starts[i + 1] - start)
return ${factor}${name}(min(x, length))`,
      names: {
        starts: stretchedStarts(curve.steps, lengthMultiplier, { turns: times }),
        length: curve.steps,
        last: times - 1,
      },
    };
  },
  idioms: {
    timm({ times, lengthMultiplier, peakMultiplier }, { node, thing, lasting }) {
      const code = thing(0);
      const [part] = node.parts;
      if (!part || !code || lengthMultiplier !== 1) return undefined;
      const { floor, end } = part.values as { floor?: number; end?: string };
      const isCycle = code.named.some(({ name }) => name === 't_initial');
      const isPlain = !code.named.some(({ name }) => name === 'warmup_t' || name === 'decay_t');
      if (!isCycle || !isPlain || end !== 'exclusive') return undefined;
      if (peakMultiplier !== 1 && floor !== 0) return undefined;
      return lasting(
        withNamed(code, {
          cycle_limit: number(times),
          cycle_decay: unless(1, peakMultiplier),
        }),
      );
    },
  },
});
