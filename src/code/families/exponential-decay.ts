import { exponentialDecayFamily } from '../../schedule/families/exponential-decay';
import type { Values } from '../../schedule/family';
import { codeFor } from '../family-code';
import { float, number } from '../syntax';
import { flag, made, onOptimizer } from '../write';

export const exponentialDecayCode = codeFor(exponentialDecayFamily, {
  formula({ k, gamma, halfLife, staircase, floor }) {
    const t = staircase ? '(t // every * every)' : 't';
    const left =
      gamma !== undefined
        ? `gamma ** (${staircase ? 't // every' : 't / every'})`
        : halfLife !== undefined
          ? `0.5 ** (${t} / halfLife)`
          : k !== undefined
            ? `exp(-k * ${t})`
            : `0.01 ** (${t} / steps)`;
    return { body: floor > 0 ? `return max(floor, peak * ${left})` : `return peak * ${left}` };
  },
  idioms: {
    pytorch({ peak, gamma, every, staircase, floor, after }, { base, lasting, ending }) {
      if (gamma === undefined || peak !== base || floor > 0) return undefined;
      if (every !== 1 && !staircase) return undefined;
      const code =
        every === 1
          ? onOptimizer('ExponentialLR', { gamma: float(gamma) })
          : onOptimizer('StepLR', { step_size: number(every), gamma: float(gamma) });
      return after === 'continue' ? lasting(code) : ending(code, 'the rate stays after the end');
    },
    optax(values, { lasting, ending }) {
      const speed = speedOf(values);
      if (!speed) return undefined;
      const code = made('optax.exponential_decay', {
        init_value: float(values.peak),
        transition_steps: number(speed.steps),
        decay_rate: float(speed.factor),
        staircase: values.staircase ? flag(true) : undefined,
        end_value: values.floor > 0 ? float(values.floor) : undefined,
      });
      return values.after === 'continue'
        ? lasting(code, speed.note)
        : ending(code, 'the rate stays after the end');
    },
    keras(values, { lasting }) {
      const speed = speedOf(values);
      if (!speed || values.floor > 0 || values.after !== 'continue') return undefined;
      return lasting(
        made('ExponentialDecay', {
          initial_learning_rate: float(values.peak),
          decay_steps: number(speed.steps),
          decay_rate: float(speed.factor),
          staircase: values.staircase ? flag(true) : undefined,
        }),
        speed.note,
      );
    },
  },
});

/** A factor nearer to 1 than this loses too much when it is rounded to float32 before it is raised to a power. */
const SAFE_FACTOR = 0.9;

/** A factor, and the updates over which it acts, that survive float32. */
function speedOf({
  k,
  gamma,
  halfLife,
  every,
  staircase,
  steps,
}: Values<typeof exponentialDecayFamily.params>):
  | { factor: number; steps: number; note?: string }
  | undefined {
  if (gamma !== undefined) {
    if (gamma === 0 || gamma === 1) return undefined;
    if (gamma <= SAFE_FACTOR) return { factor: gamma, steps: every };
    if (staircase) return undefined;
    const turns = Math.ceil(Math.log(0.1) / Math.log(gamma));
    return {
      factor: gamma ** turns,
      steps: every * turns,
      note: `the factor of ${every * turns} updates at once: float32 would round ${gamma} before raising it to a power`,
    };
  }
  if (staircase || k !== undefined) return undefined;
  return halfLife === undefined ? { factor: 0.01, steps } : { factor: 0.5, steps: halfLife };
}
