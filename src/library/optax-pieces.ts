import { piecewise } from '../schedule/families/piecewise';
import type { Schedule } from '../schedule/schedule';
import { formula } from './formula';
import { flat, isLength, wrongKind } from './pieces';
import type { Arguments } from './request';

/** `boundaries_and_scales` in the order of the steps; keys are numbers as text, since JSON has no others. */
export function scalesOf(args: Arguments): [number, number][] {
  const given = args.any('boundaries_and_scales') ?? {};
  if (typeof given !== 'object' || Array.isArray(given))
    throw wrongKind(args, 'boundaries_and_scales must be an object of scales by step');
  return Object.entries(given)
    .map(([at, scale]): [number, number] => {
      if (!Number.isFinite(Number(at)))
        throw wrongKind(args, `boundaries_and_scales must have steps for keys, got '${at}'`);
      if (Number.isFinite(scale) && scale >= 0) return [Number(at), scale];
      throw args.refuse(`the scale at step ${at} must be at least 0, got ${scale}`);
    })
    .sort(([a], [b]) => a - b);
}

/**
 * From `first` through the products of the scales.
 *
 * @param scales In the order of their steps, one a step. One before or at step 0 applies at once.
 */
export function interpolated(
  first: number,
  scales: readonly (readonly [number, number])[],
  cosine: boolean,
): Schedule {
  let rate = first;
  const points = scales.map(([at, scale]) => {
    rate *= scale;
    return { at, rate };
  });
  if ((points[0]?.at ?? 1) > 0) points.unshift({ at: 0, rate: first });
  const [start, ...rest] = points as [(typeof points)[0], ...typeof points];
  const last = points.at(-1) as (typeof points)[0];
  if (last.at <= 0) return flat(last.rate);
  if (start.at === 0 && rest.every(({ at }) => isLength(at))) {
    return piecewise({
      boundaries: rest.map(({ at }) => at),
      values: points.map((point) => point.rate),
      interpolate: cosine ? 'cosine' : 'linear',
      steps: last.at,
    });
  }
  return formula('optax.piecewise_interpolate_schedule', {
    points: points.map(({ at }) => at),
    rates: points.map((point) => point.rate),
    cosine,
  });
}
