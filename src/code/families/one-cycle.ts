import { oneCycleFamily } from '../../schedule/families/one-cycle';
import { codeFor } from '../family-code';
import { moved } from '../share';
import { float, number } from '../syntax';
import { flag, made, onOptimizer, text, unless } from '../write';

export const oneCycleCode = codeFor(oneCycleFamily, {
  formula({ peak, rise, divide, finalDivide, shape, threePhase, steps }) {
    const first = peak / divide;
    const top = topOf(rise, steps);
    const back = threePhase ? Math.min(steps, 2 * top) : top;
    const fall = threePhase
      ? `if t < back:\n    return ${moved('peak', 'first', '(t - top) / top', shape)}\n`
      : '';
    return {
      body: `
if t < top:
    return ${moved('first', 'peak', 't / top', shape)}
${fall}if t < steps:
    return ${moved(threePhase ? 'first' : 'peak', 'last', '(t - back) / (steps - back)', shape)}
return last`,
      names: { first: { float: first }, last: { float: first / finalDivide }, top, back },
    };
  },
  idioms: {
    pytorch(values, { base, ending }) {
      const { peak, rise, divide, finalDivide, shape, threePhase, steps } = values;
      const top = topOf(rise, steps);
      // it sets the rate of the optimizer to its first one, whatever that was
      if (threePhase || steps < 2 || base !== peak / divide) return undefined;
      return ending(
        onOptimizer('OneCycleLR', {
          max_lr: float(peak),
          total_steps: number(steps + 1),
          pct_start: {
            kind: 'binary',
            operator: '/',
            left: number(top + 1),
            right: number(steps + 1),
          },
          anneal_strategy: shape === 'linear' ? text('linear') : undefined,
          cycle_momentum: flag(false),
          div_factor: unless(25, divide),
          final_div_factor: unless(1e4, finalDivide),
        }),
        'OneCycleLR raises an error when it is stepped on after its end',
      );
    },
    optax({ peak, rise, divide, finalDivide, shape, threePhase, steps, after }, { lasting }) {
      const top = topOf(rise, steps);
      if (after !== 'hold' || steps < 2 || (shape === 'cosine') === threePhase) return undefined;
      const named = {
        transition_steps: number(steps),
        peak_value: float(peak),
        pct_start: float(shareFor(top, steps, rise)),
        div_factor: unless(25, divide),
        final_div_factor: unless(1e4, finalDivide),
      };
      if (shape === 'cosine') return lasting(made('optax.cosine_onecycle_schedule', named));
      if (2 * top >= steps) return undefined;
      const pct_final = float(shareFor(2 * top, steps, 2 * rise));
      return lasting(made('optax.linear_onecycle_schedule', { ...named, pct_final }));
    },
  },
  base: ({ peak, divide }) => peak / divide,
});

/** Step that has the peak. */
const topOf = (rise: number, steps: number): number =>
  Math.max(1, Math.min(steps - 1, Math.round(rise * steps)));

/** A share of the steps that is cut to `step`: the given one, or one that lies safely above. */
function shareFor(step: number, steps: number, given: number): number {
  if (Math.trunc(given * steps) === step) return given;
  const rounded = Number(((step + 0.5) / steps).toPrecision(6));
  return Math.trunc(rounded * steps) === step ? rounded : (step + 0.5) / steps;
}
