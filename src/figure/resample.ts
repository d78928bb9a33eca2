import type { Figure, Trace } from './chart';
import type { RateCurve } from './curve';
import { decodeColumn, decodePositions } from './encode';
import type { FigureMeta } from './layout';
import { evenSteps } from './sample';

const POINTS = 400;
const MOST_CHARACTERS = 4000;

/**
 * The spec of a curve, so that a chart can be drawn finer where a reader looks closer; nothing when it has none, or one
 * too large to ride along.
 *
 * @example
 * assert.equal(specOf(cosine({ steps: 900 })).family, 'cosine');
 */
export function specOf(curve: RateCurve & { readonly spec?: unknown }): unknown {
  try {
    const { spec } = curve;
    const text = spec === undefined ? '' : JSON.stringify(spec);
    return text && text.length <= MOST_CHARACTERS ? JSON.parse(text) : undefined;
  } catch {
    // a function cannot be written down
    return undefined;
  }
}

/** A trace with points at every place between two of its own: what was there stays, gaps too. */
function finer(
  trace: Trace,
  places: readonly number[],
  rate: (place: number) => number,
  stepsPerEpoch: number | undefined,
): Trace {
  const values = decodeColumn(trace.y);
  const own = decodePositions(trace, values.length);
  const x: number[] = [];
  const y: number[] = [];
  let next = 0;
  own.forEach((place, i) => {
    for (; next < places.length && (places[next] as number) <= place; next++) {
      const between = places[next] as number;
      if (i > 0 && between > (own[i - 1] as number) && between < place) {
        x.push(between);
        y.push(rate(between));
      }
    }
    x.push(place);
    y.push(values[i] as number);
  });
  const { x0, dx, customdata, ...rest } = trace;
  const epochs = customdata && stepsPerEpoch ? x.map((step) => step / stepsPerEpoch) : undefined;
  return { ...rest, x, y, ...(epochs ? { customdata: epochs } : {}) } as Trace;
}

/**
 * A figure of schedules with exact rates at up to 400 places of a part of its x axis.
 *
 * @param curveOf Reads a spec that {@link specOf} gave; nothing where it cannot.
 * @param range Ends of the part, in the unit of the axis.
 * @example
 * const { figure } = scheduleChart(cosine({ peak: 1e-3, steps: 1e6 }));
 * const close = resample(figure, () => cosine({ peak: 1e-3, steps: 1e6 }), [500_000, 500_100]);
 * const xs = close.data[0]?.x;
 * assert.ok(Array.isArray(xs) && xs.includes(500_050));
 */
export function resample(
  figure: Figure,
  curveOf: (spec: unknown) => ((step: number) => number) | undefined,
  range: readonly [number, number],
): Figure {
  const {
    specs,
    stepsPerUnit = 1,
    total,
    stepsPerEpoch,
  } = (figure.layout.meta ?? {}) as FigureMeta;
  if (!specs) return figure;
  const curves = specs.map((spec) => (spec === undefined ? undefined : curveOf(spec)));
  const from = Math.max(0, Math.floor(range[0] * stepsPerUnit));
  const to = Math.min(Math.round(total * stepsPerUnit) - 1, Math.ceil(range[1] * stepsPerUnit));
  const places = evenSteps(from, to, POINTS).map((step) => step / stepsPerUnit);
  const data = figure.data.map((trace) => {
    const curve = trace.meta.curve === undefined ? undefined : curves[trace.meta.curve];
    if (!curve) return trace;
    return finer(trace, places, (place) => curve(Math.round(place * stepsPerUnit)), stepsPerEpoch);
  });
  return { ...figure, data };
}
