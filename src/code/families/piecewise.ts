import { piecewiseFamily } from '../../schedule/families/piecewise';
import type { Values } from '../../schedule/family';
import { stairs } from '../drops';
import { codeFor, type Formula } from '../family-code';
import { moved } from '../share';
import { float } from '../syntax';
import { made, ratio, table, text } from '../write';

/** More pieces than this are looked up in a list. */
const MOST_BRANCHES = 8;

export const piecewiseCode = codeFor(piecewiseFamily, {
  formula: (values) =>
    values.boundaries.length > MOST_BRANCHES ? listed(values) : branches(values),
  idioms: {
    optax(values, { lasting }) {
      const { boundaries, values: rates, interpolate } = values;
      const [first, ...rest] = rates as [number, ...number[]];
      if (!reachesLast(values) || rates.slice(0, -1).includes(0) || rest.length === 0)
        return undefined;
      const scales = table(
        boundaries.map((at, index) => [at, ratio(rest[index] as number, rates[index] as number)]),
      );
      const named = { init_value: float(first), boundaries_and_scales: scales };
      return lasting(
        interpolate === 'none'
          ? made('optax.piecewise_constant_schedule', named)
          : made('optax.piecewise_interpolate_schedule', {
              interpolate_type: text(interpolate),
              ...named,
            }),
      );
    },
    keras(values, tools) {
      if (values.interpolate !== 'none' || !reachesLast(values)) return undefined;
      return stairs.keras(values, tools);
    },
  },
  base: ({ values }) => Math.max(...values),
});

type PiecewiseValues = Values<typeof piecewiseFamily.params>;

function branches({ boundaries, values, interpolate }: PiecewiseValues): Formula {
  const names: Record<string, number | { float: number }> = {};
  const lines = boundaries.map((end, index) => {
    const [from, to] = [boundaries[index - 1] ?? 0, end];
    Object.assign(names, {
      [`b${index}`]: to,
      [`v${index}`]: { float: values[index] },
      [`v${index + 1}`]: { float: values[index + 1] },
    });
    const x = `(t - ${from}) / ${to - from}`;
    const rate =
      interpolate === 'none' ? `v${index}` : moved(`v${index}`, `v${index + 1}`, x, interpolate);
    return `if t < b${index}:\n    return ${rate}\n`;
  });
  const last = `v${boundaries.length}`;
  names[last] = { float: values.at(-1) as number };
  return { body: `${lines.join('')}return ${last}`, names };
}

function listed({ boundaries, values, interpolate }: PiecewiseValues): Formula {
  const names = { starts: [0, ...boundaries], rates: values, last: values.length - 1 };
  if (interpolate === 'none') return { body: 'return rates[count(starts, t) - 1]', names };
  return {
    body: `
i = count(starts, t) - 1
j = min(i + 1, last)
start = starts[i]
x = (t - start) / max(1, starts[j] - start)
first = rates[i]
return ${moved('first', 'rates[j]', 'x', interpolate)}`,
    names,
  };
}

/** Whether there are few boundaries, each after the one before, and the last rate is one that stays. */
function reachesLast({ boundaries, steps, after }: PiecewiseValues): boolean {
  const last = boundaries.at(-1) ?? 0;
  return (
    boundaries.length <= MOST_BRANCHES &&
    boundaries.every((one, index) => one > (boundaries[index - 1] ?? 0)) &&
    (after === 'continue' || (after === 'hold' && last <= steps))
  );
}
