import type { Figure, Mark, Trace } from './chart';
import { decodeColumn, decodePositions } from './encode';
import { formatLoss } from './format';
import type { FigureMeta } from './layout';
import { lossAxis, lossScale, placeOnAxis } from './run-scale';
import { type RunUnit, runAxis, unitWords } from './run-units';

/** What a reader may choose for a figure without the kernel. */
export interface FigureChoice {
  readonly loss?: 'log' | 'linear';
  /** What the x axis counts. */
  readonly unit?: RunUnit;
  /** Weight of the past in the smoothed loss, 0 to {@link MOST_SMOOTHING}; the rate is never smoothed. */
  readonly smoothing?: number;
}

/** The strongest smoothing: with 1 every loss would be the first. */
export const MOST_SMOOTHING = 0.999;

const metaOf = (figure: Figure): Partial<FigureMeta> =>
  (figure.layout.meta ?? {}) as Partial<FigureMeta>;

/**
 * What can be chosen for a figure; an empty list or nothing where there is no choice.
 *
 * @example
 * const { units } = choicesOf(scheduleChart(cosine({ steps: 900 })).figure);
 * assert.deepEqual(units, []);
 */
export function choicesOf(figure: Figure): {
  readonly loss: readonly ('log' | 'linear')[];
  readonly units: readonly RunUnit[];
  readonly smoothing?: number;
} {
  const { loss, units, smoothing } = metaOf(figure);
  const smoothed = figure.data.some(({ meta }) => meta.role === 'loss.smooth');
  const known = Object.keys(units ?? {}) as RunUnit[];
  return {
    loss: loss?.log ? ['log', 'linear'] : [],
    units: known.length > 0 ? ['step', ...known] : [],
    ...(smoothed && smoothing !== undefined ? { smoothing } : {}),
  };
}

function rescale(figure: Figure, log: boolean): Figure {
  const { loss } = metaOf(figure);
  const axis = figure.layout.yaxis as { type?: string; domain: readonly [number, number] };
  if (!loss?.log || (axis.type === 'log') === log) return figure;
  const scale = lossScale(loss, log);
  // annotations count exponents of ten on a logarithmic axis
  const place = (value: unknown): number =>
    log ? placeOnAxis(scale, Number(value)) : 10 ** Number(value);
  const annotations = figure.layout.annotations?.map((mark) => ({
    ...mark,
    ...(mark.yref === 'y' ? { y: place(mark.y) } : {}),
    ...(mark.ayref === 'y' ? { ay: place(mark.ay) } : {}),
  }));
  const yaxis = lossAxis(scale, axis.domain, loss.name);
  return { ...figure, layout: { ...figure.layout, yaxis, annotations } };
}

/** The smoothed losses anew: from every step where they are there, else from the means between the points. */
function resmooth(trace: Trace, raw: Trace | undefined, keep: number): readonly number[] {
  const count = decodeColumn(trace.y).length;
  const steps = decodePositions(trace, count);
  const { mean } = trace.meta;
  const source = mean ? decodeColumn(mean) : decodeColumn(raw?.y ?? []);
  const values: number[] = [];
  let [sum, weight, before, next] = [0, 0, -1, 0];
  steps.forEach((step, i) => {
    const last = mean ? i : step;
    const span = mean ? step - before : 1;
    for (; next <= last; next++) {
      const value = source[next] ?? Number.NaN;
      if (!Number.isFinite(value)) continue;
      const old = keep ** span;
      sum = old * sum + (1 - old) * value;
      weight = old * weight + (1 - old);
    }
    before = step;
    values.push(sum / weight);
  });
  return values;
}

function withSmoothing(figure: Figure, smoothing: number): Figure {
  const keep = Math.min(MOST_SMOOTHING, Math.max(0, smoothing));
  const { smoothing: given } = metaOf(figure);
  const smooth = figure.data.find(({ meta }) => meta.role === 'loss.smooth');
  if (given === undefined || keep === given || !smooth) return figure;
  const raw = figure.data.find(({ meta }) => meta.role === 'loss.raw');
  const values = resmooth(smooth, raw, keep);
  const last = values.at(-1) ?? Number.NaN;
  const data = figure.data.map((trace) => {
    if (trace === smooth) {
      const named = (text: unknown): string =>
        String(text).replace(/smoothed [\d.]+/, `smoothed ${keep}`);
      return {
        ...trace,
        y: values,
        name: named(trace.name),
        hovertemplate: named(trace.hovertemplate),
      };
    }
    return trace.meta.role === 'loss.smooth.now' ? { ...trace, y: [last] } : trace;
  });
  const log = (figure.layout.yaxis as { type?: string }).type === 'log';
  const annotations = figure.layout.annotations?.map((mark) => {
    const text = String(mark.text ?? '')
      .replace(/^(<b>train )[\d.e-]+/, `$1${formatLoss(last)}`)
      .replace(/smoothed [\d.]+/, `smoothed ${keep}`);
    const isEnd = mark.of === 'loss-smooth' && Number.isFinite(last);
    const y = isEnd ? placeOnAxis({ log, range: [0, 1] }, last) : mark.y;
    return { ...mark, text, y };
  });
  const meta = { ...metaOf(figure), smoothing: keep };
  return { data, layout: { ...figure.layout, annotations, meta } };
}

const scaledPath = (path: string, k: number): string =>
  path.replace(/([MHL])(-?[\d.e+-]+)/g, (_, command: string, x: string) => command + Number(x) * k);

function scaledShape(shape: Mark, k: number): Mark {
  if (shape.xref !== 'x') return shape;
  return {
    ...shape,
    ...(shape.path === undefined ? {} : { path: scaledPath(String(shape.path), k) }),
    ...(shape.x0 === undefined ? {} : { x0: Number(shape.x0) * k, x1: Number(shape.x1) * k }),
  };
}

function scaledLabel(mark: Mark, k: number): Mark {
  if (mark.xref !== 'x') return mark;
  return {
    ...mark,
    x: Number(mark.x) * k,
    ...(mark.until === undefined ? {} : { until: mark.until * k }),
    ...(mark.axref === 'x' ? { ax: Number(mark.ax) * k } : {}),
  };
}

function placesIn(trace: Trace, unit: RunUnit, perStep: number, divisor: number): number[] {
  const steps = decodePositions(trace, decodeColumn(trace.y).length);
  const own = trace.meta.places?.[unit] ?? perStep;
  if (typeof own === 'number') return steps.map((step) => (step * own) / divisor);
  return decodeColumn(own).map((place) => place / divisor);
}

function withUnit(figure: Figure, unit: RunUnit): Figure {
  const meta = metaOf(figure);
  const view = meta.units?.[unit];
  if (unit === 'step' || !view) return figure;
  const { title, place, divisor } = unitWords(unit, view.total);
  const k = view.perStep === undefined ? undefined : view.perStep / divisor;
  // an epoch ruler says nothing beside epochs, and cannot where settings have other epochs
  const ruled = k !== undefined && unit !== 'epoch';
  const data = figure.data
    .filter(({ uid }) => ruled || uid !== 'ruler')
    .map((trace) => {
      if (trace.uid === 'ruler') return trace;
      const { x0, dx, ...rest } = trace;
      const x = placesIn(trace, unit, view.perStep ?? 1, divisor);
      const hovertemplate = String(trace.hovertemplate ?? '').replace('step %{x:,d}', place);
      return { ...rest, x, ...(trace.hovertemplate ? { hovertemplate } : {}) } as Trace;
    });
  const ends = new Map(
    data.map(({ uid, x }) => [uid, (x as readonly number[] | undefined)?.at(-1)]),
  );
  const labels = (figure.layout.annotations ?? []).filter((mark) => ruled || mark.of !== 'ruler');
  const annotations = labels.map((mark) => {
    const end = mark.of === undefined ? undefined : ends.get(mark.of);
    if (k === undefined) return end === undefined ? mark : { ...mark, x: end };
    return scaledLabel(mark, k);
  });
  const shapes = (figure.layout.shapes ?? [])
    .filter((shape) => k !== undefined || shape.name !== 'epoch')
    .map((shape) => (k === undefined ? shape : scaledShape(shape, k)));
  const { xaxis2, ...layout } = figure.layout;
  const { stepsPerEpoch, ...others } = meta;
  const xaxis = {
    ...(layout.xaxis as object),
    ...runAxis(unit, view.total),
    title: { text: title },
  };
  return {
    data,
    layout: {
      ...layout,
      xaxis,
      ...(ruled && xaxis2 ? { xaxis2 } : {}),
      shapes,
      annotations,
      meta: {
        ...others,
        total: view.total / divisor,
        ...(stepsPerEpoch && k ? { stepsPerEpoch: stepsPerEpoch * k } : {}),
      },
    },
  };
}

/**
 * A figure as a reader wants it: its loss logarithmic or linear, more or less smoothed, its x axis in another unit. What
 * cannot be chosen for a figure is ignored. Call it with the figure as it came, and {@link fitWidth} after it.
 *
 * @example
 * const { figure } = scheduleChart(cosine());
 * assert.equal(adjust(figure, { loss: 'linear' }), figure);
 */
export function adjust(figure: Figure, choice: FigureChoice): Figure {
  let adjusted = figure;
  if (choice.smoothing !== undefined) adjusted = withSmoothing(adjusted, choice.smoothing);
  if (choice.loss) adjusted = rescale(adjusted, choice.loss === 'log');
  return choice.unit ? withUnit(adjusted, choice.unit) : adjusted;
}
