import { cyclicalFamily } from '../../schedule/families/cyclical';
import { codeFor } from '../family-code';
import { float, number } from '../syntax';
import { flag, onOptimizer, text } from '../write';

export const cyclicalCode = codeFor(cyclicalFamily, {
  formula({ peak, floor, up, down, mode, swing, steps }) {
    if (swing) return undefined;
    // four cycles fill the steps exactly: eighths of them, counted in whole numbers
    const eighths = up === undefined && down === undefined;
    const rise = eighths ? steps : (up ?? (down as number));
    const scale = { triangular: '', triangular2: ' * 0.5 ** cycle', exponential: ' * gamma ** t' };
    return {
      body: `
cycle = many * t // length
x = many * t - cycle * length
height = x / rise if x <= rise else (length - x) / (length - rise)
return low + (peak - low) * height${scale[mode]}`,
      names: {
        many: eighths ? 8 : 1,
        rise,
        length: rise + (eighths ? rise : (down ?? rise)),
        low: { float: floor ?? peak * 0.1 },
      },
    };
  },
  idioms: {
    pytorch(values, { base, lasting, ending }) {
      const { peak, floor, up, down, mode, gamma, swing, steps, after } = values;
      // it sets the rate of the optimizer to its lowest one, whatever that was
      if (swing || base !== (floor ?? peak * 0.1)) return undefined;
      const rise = up ?? down ?? steps / 8;
      const code = onOptimizer('CyclicLR', {
        base_lr: float(floor ?? peak * 0.1),
        max_lr: float(peak),
        step_size_up: number(rise),
        step_size_down: down === undefined || down === rise ? undefined : number(down),
        mode: mode === 'triangular' ? undefined : text(MODES[mode]),
        gamma: mode === 'exponential' ? float(gamma) : undefined,
        cycle_momentum: flag(false),
      });
      if (after === 'continue') return lasting(code);
      return ending(code, 'no cycle after the end: the last rate stays');
    },
  },
  base: ({ peak, floor }) => floor ?? peak * 0.1,
});

const MODES = { triangular2: 'triangular2', exponential: 'exp_range' } as const;
