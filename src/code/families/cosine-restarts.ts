import { cosineRestartsFamily } from '../../schedule/families/cosine-restarts';
import { restartsOf } from '../../schedule/restarts';
import { codeFor, type Formula } from '../family-code';
import { call, type Expression, float, number } from '../syntax';
import { list, made, onOptimizer, ratio, unless } from '../write';

/** More cycles than this are easier to read as a formula. */
const MOST_CYCLES = 8;

/** Steps that arrays of 32-bit integers can count. */
const COUNTABLE = 2 ** 31;

export const cosineRestartsCode = codeFor(cosineRestartsFamily, {
  formula({ cycle, lengthMultiplier, peakMultiplier, floor, steps, after }) {
    const lower = 'peak * peakMultiplier ** i';
    const top = peakMultiplier === 1 ? '' : `top = ${floor > 0 ? `max(floor, ${lower})` : lower}\n`;
    const rate = `floor + (${top ? 'top' : 'peak'} - floor) * (1 + cos(pi * x)) / 2`;
    if (lengthMultiplier === 1) return evenly(`${top}return ${rate}`, cycle, steps);
    const end = after === 'continue' ? Number.MAX_SAFE_INTEGER : steps;
    const list = restartsOf(cycle, lengthMultiplier, steps, end).list ?? [];
    const starts = list.filter((start) => start < COUNTABLE);
    return {
      body: `
i = min(count(starts, t) - 1, last)
start = starts[i]
x = (t - start) / (starts[i + 1] - start)
${top}return ${rate}`,
      names: { starts, last: starts.length - 2 },
    };
  },
  idioms: {
    pytorch(values, { base, lasting, ending }) {
      const { peak, floor, lengthMultiplier, peakMultiplier, after } = values;
      const cycle = firstCycle(values);
      if (peakMultiplier !== 1 || peak !== base || cycle === undefined) return undefined;
      if (!Number.isInteger(lengthMultiplier)) return undefined;
      const code = onOptimizer('CosineAnnealingWarmRestarts', {
        T_0: number(cycle),
        T_mult: lengthMultiplier === 1 ? undefined : number(lengthMultiplier),
        eta_min: unless(0, floor),
      });
      if (after === 'continue') return lasting(code);
      return ending(code, 'no restart after the end: the last rate stays');
    },
    optax({ peak, floor, peakMultiplier, cycle, lengthMultiplier, steps }, { ending }) {
      const starts = restartsOf(cycle, lengthMultiplier, steps, steps);
      const all: Expression[] = [];
      for (let i = 0; starts.of(i) < steps; i++) {
        if (i === MOST_CYCLES) return undefined;
        const top = float(Math.max(floor, peak * peakMultiplier ** i));
        const length = number(starts.of(i + 1) - starts.of(i));
        all.push(
          call('dict', [], {
            init_value: top,
            peak_value: top,
            warmup_steps: number(0),
            decay_steps: length,
            end_value: unless(0, floor),
          }),
        );
      }
      return ending(
        call('optax.sgdr_schedule', [list(all)]),
        'the rate of the last update stays after the end',
      );
    },
    keras(values, { lasting }) {
      const { peak, floor, lengthMultiplier, peakMultiplier, after } = values;
      const cycle = firstCycle(values);
      if (lengthMultiplier !== 1) {
        return 'CosineDecayRestarts finds its cycles by a logarithm, which misses some restarts';
      }
      if (after !== 'continue' || cycle === undefined) return undefined;
      if (peakMultiplier !== 1 && floor > 0) return undefined;
      return lasting(
        made('CosineDecayRestarts', {
          initial_learning_rate: float(peak),
          first_decay_steps: number(cycle),
          t_mul: float(1),
          m_mul: unless(1, peakMultiplier),
          alpha: floor > 0 ? ratio(floor, peak) : undefined,
        }),
      );
    },
    timm: ({ lengthMultiplier }) =>
      lengthMultiplier === 1
        ? 'after its cycles CosineLRScheduler goes to lr_min, not on with its last rate'
        : 'CosineLRScheduler finds its cycles by a logarithm, which misses some restarts',
  },
});

/** Updates of the first cycle, where all cycles follow from it. */
function firstCycle({
  cycle,
  lengthMultiplier,
  steps,
}: {
  cycle: number | undefined;
  lengthMultiplier: number;
  steps: number;
}): number | undefined {
  if (cycle !== undefined) return cycle;
  return lengthMultiplier === 1 && steps % 4 === 0 ? steps / 4 : undefined;
}

function evenly(result: string, cycle: number | undefined, steps: number): Formula {
  const length = cycle ?? steps / 4;
  if (Number.isInteger(length)) {
    return {
      body: `i = t // length\nx = (t - i * length) / length\n${result}`,
      names: { length },
    };
  }
  // quarters of the steps, each start rounded to a whole step
  return {
    body: `
i = (4 * t + 1) // steps
start = (i * steps + 2) // 4
x = (t - start) / (((i + 1) * steps + 2) // 4 - start)
${result}`,
  };
}
