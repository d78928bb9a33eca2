import { type Binding, partAt, setValue } from './address';
import type { Handle } from './handles';
import { clampTo, moveSideways } from './move';
import type { Scene } from './scene';
import type { Track } from './track';

/** A step of a key: up or down by the second significant figure, coarse by a tenth. */
export function nudgedValue(binding: Binding, up: boolean, coarse: boolean): number {
  const { value } = binding;
  if (value === 0) {
    return up ? (binding.param.kind === 'number' ? 0.01 : 1e-6) : 0;
  }
  if (coarse) {
    return clampTo(binding, Number((up ? value * 1.1 : value / 1.1).toPrecision(3)));
  }
  const size = Math.abs(value);
  // just below a power of ten the second figure is a tenth as large
  const below = up === value > 0 ? size : size * (1 - 1e-9);
  const figure = 10 ** (Math.floor(Math.log10(below)) - 1);
  const next = (Math.round(value / figure) + (up ? 1 : -1)) * figure;
  return clampTo(binding, Number(next.toPrecision(12)));
}

/** A track in which the value of a handle is one step higher or lower. */
export function nudgeVertically(scene: Scene, { y }: Handle, up: boolean, coarse: boolean): Track {
  return y ? setValue(scene.track, y.address, nudgedValue(y, up, coarse)) : scene.track;
}

/** Updates of a coarse step sideways: an epoch, or a twentieth of the whole. */
export function coarseSteps({ stepsPerEpoch, total }: Scene): number {
  return Math.max(1, Math.round(stepsPerEpoch ?? total / 20));
}

/** A track in which a handle stands one step further to the side. */
export function nudgeSideways(
  scene: Scene,
  handle: Handle,
  right: boolean,
  coarse: boolean,
): Track {
  const by = coarse ? coarseSteps(scene) : 1;
  return moveSideways(scene, handle, handle.step + (right ? by : -by));
}

/** The value a binding has in a track now, as it is written there. */
export function valueNow({ items }: Track, { address, value }: Binding): unknown {
  const spec = items[address.item]?.spec;
  const given = spec && partAt(spec, address.path).values[address.name];
  if (given === undefined) return value;
  return address.entry === undefined ? given : (given as readonly unknown[])[address.entry];
}
