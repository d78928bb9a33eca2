import { fromSpec } from '../../library/from-spec';
import { sequence } from '../../schedule/combine';
import { piecewise } from '../../schedule/families/piecewise';
import { type Made, plain, type Read, type Reading, type Request } from './request';

/** What timm calls the arguments of PyTorch's class. */
const TIMM = {
  decay_rate: 'factor',
  patience_t: 'patience',
  threshold: 'threshold',
  cooldown_t: 'cooldown',
  lr_min: 'min_lr',
  mode: 'mode',
} as const;

/** Calls that make something that listens to a metric, where they are not read as they stand. */
export const LISTENERS: Readonly<Record<string, Read>> = {
  'transformers.get_reduce_on_plateau_schedule': (request, reading) =>
    plain(request, reading, { library: 'torch', class: 'ReduceLROnPlateau' }),
  'transformers.get_greedy_schedule': (request, reading) =>
    plain(request, reading, { class: 'GreedyLR' }),
  'optax.reduce_on_plateau': scaled,
  'timm.PlateauLRScheduler': afterWarmup,
};

/** Optax scales what the optimizer does, so the rates are those of the optimizer beside it. */
function scaled(request: Request, reading: Reading): Made {
  const { spec } = plain(request, reading);
  const rate = reading.rateOf(request);
  const { floor = 0, ...values } = spec.values as { readonly floor?: number };
  return fromSpec({ ...spec, values: { ...values, peak: rate, floor: floor * rate } });
}

/** timm moves it by `scheduler.step(epoch + 1, metric)`, and listens once the warm-up is over. */
function afterWarmup(request: Request, reading: Reading): Made {
  const { evaluation } = reading;
  const noise = request.arguments.get('noise_range_t');
  if (noise && evaluation.value(noise) !== null) {
    throw evaluation.notRead(noise, 'noise is drawn by PyTorch and cannot be read');
  }
  const number = (name: string): number => {
    const value = request.arguments.get(name);
    return value ? evaluation.number(value) : 0;
  };
  const given = [...request.arguments].flatMap(([name, value]) =>
    Object.hasOwn(TIMM, name) ? [[TIMM[name as keyof typeof TIMM], value] as const] : [],
  );
  const own = { ...request, arguments: new Map(given) };
  const mode = request.arguments.has('mode') ? {} : { mode: 'max' };
  const rule = plain(own, reading, { library: 'torch', class: 'ReduceLROnPlateau', params: mode });
  const steps = number('warmup_t');
  if (steps === 0) return rule;
  const values = [number('warmup_lr_init'), reading.rateOf(request)];
  return sequence([piecewise({ boundaries: [steps], values, interpolate: 'linear', steps }), rule]);
}
