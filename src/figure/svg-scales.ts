import type { Figure } from './chart';
import { type Margin, nominalWidth } from './layout';

/** An axis as far as the static picture needs it. */
export interface AxisView {
  readonly log: boolean;
  readonly from: number;
  readonly to: number;
  readonly domain: readonly [number, number];
  readonly visible: boolean;
  readonly title: string;
  readonly tickvals?: readonly number[];
  readonly ticktext?: readonly string[];
  readonly step?: unknown;
}

/** Maps what a figure says into px of a picture, below a title. */
export interface Scales {
  readonly width: number;
  readonly height: number;
  readonly margin: Margin;
  readonly axis: (key: string) => AxisView | undefined;
  readonly x: (value: number) => number;
  /** The same as annotations give it: exponents of ten on a logarithmic axis. */
  readonly xLabel: (value: number) => number;
  /** A value on a y axis (`y`, `y2` …), as traces and shapes give it. */
  readonly y: (key: string, value: number) => number;
  /** The same as annotations give it: exponents of ten on a logarithmic axis. */
  readonly yLabel: (key: string, value: number) => number;
  /** A share of the plot's height, from below. */
  readonly share: (value: number) => number;
}

/** Height of the title and subtitle above the figure, px. */
export const headHeight = 50;

type Loose = Readonly<Record<string, unknown>>;
const pair = (value: unknown, fallback: readonly [number, number]): readonly [number, number] =>
  Array.isArray(value) && value.length === 2 && value.every(Number.isFinite)
    ? [value[0], value[1]]
    : fallback;

function axisView(axis: unknown): AxisView | undefined {
  if (typeof axis !== 'object' || axis === null) return undefined;
  const loose = axis as Loose;
  const [from, to] = pair(loose.range, [0, 1]);
  const title = loose.title as { text?: unknown } | undefined;
  return {
    log: loose.type === 'log',
    from,
    to,
    domain: pair(loose.domain, [0, 1]),
    visible: loose.visible !== false,
    title: typeof title?.text === 'string' ? title.text : '',
    ...(Array.isArray(loose.tickvals) ? { tickvals: loose.tickvals } : {}),
    ...(Array.isArray(loose.ticktext) ? { ticktext: loose.ticktext } : {}),
    step: loose.dtick,
  };
}

/** The scales of a figure that fits a width. */
export function scalesOf(figure: Figure, width = nominalWidth): Scales {
  const { layout } = figure;
  const given = layout.margin as Margin;
  const margin = { ...given, t: given.t + headHeight };
  const height = layout.height + headHeight;
  const plotWidth = width - margin.l - margin.r;
  const plotHeight = height - margin.t - margin.b;
  const axes = new Map<string, AxisView | undefined>();
  const axis = (key: string): AxisView | undefined => {
    if (!axes.has(key)) axes.set(key, axisView(layout[`${key[0]}axis${key.slice(1)}`]));
    return axes.get(key);
  };
  const share = (value: number): number => margin.t + plotHeight * (1 - value);
  const along = (view: AxisView | undefined, value: number): number =>
    view ? (value - view.from) / (view.to - view.from) : 0;
  const yLabel = (key: string, value: number): number => {
    const view = axis(key);
    const [low, high] = view?.domain ?? [0, 1];
    return share(low + (high - low) * along(view, value));
  };
  const xLabel = (value: number): number => margin.l + plotWidth * along(axis('x'), value);
  return {
    width,
    height,
    margin,
    axis,
    share,
    yLabel,
    xLabel,
    x: (value) => xLabel(axis('x')?.log ? Math.log10(value) : value),
    y: (key, value) => yLabel(key, axis(key)?.log ? Math.log10(value) : value),
  };
}

/** Values of the ticks of an axis: its own, or round ones. */
export function tickValues(view: AxisView, most: number): number[] {
  if (view.tickvals) return [...view.tickvals];
  const values: number[] = [];
  if (view.log) {
    const steps = view.step === 'D2' ? [1, 2, 5] : [1];
    const every = typeof view.step === 'number' ? view.step : 1;
    for (let exponent = Math.floor(view.from); exponent <= view.to; exponent += every) {
      for (const factor of steps) {
        const place = exponent + Math.log10(factor);
        if (place < view.from || place > view.to) continue;
        values.push(Number((factor * 10 ** exponent).toPrecision(3)));
      }
    }
    return values;
  }
  const least = (view.to - view.from) / most;
  const unit = 10 ** Math.floor(Math.log10(least));
  const step = unit * ([1, 2, 5, 10].find((factor) => factor * unit >= least) ?? 10);
  for (let i = Math.ceil(view.from / step); i * step <= view.to; i++) {
    values.push(Number((i * step).toPrecision(6)));
  }
  return values;
}
