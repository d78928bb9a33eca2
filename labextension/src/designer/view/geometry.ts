import { bottomOf, linearScale, logScale, type Scale, topOf } from '../model/frame';
import { highest } from '../model/run';
import type { Picture } from './picture';

/** px around the plot: the one ruler that chart, lanes and strip share. */
export const GUTTER = { left: 68, right: 44, loss: 58 };
const NAMES = 30;
const AXIS = 40;
const LANE = 112;

/** A stretch of the chart with a scale of its own. */
export interface Pane {
  readonly top: number;
  readonly bottom: number;
  readonly y: Scale;
}

/** Where everything in the chart is. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly x0: number;
  readonly x1: number;
  /** Bottom of the lowest pane: the axis of steps. */
  readonly bottom: number;
  readonly total: number;
  readonly plot: Pane;
  readonly difference?: Pane;
  readonly momentum?: Pane;
  x(step: number): number;
  step(px: number): number;
}

/** Lowest rate above zero and the highest, of all that is shown. */
export function rangeOf(picture: Picture): { low: number; high: number } {
  const lines = [
    picture.line,
    picture.fixedLine,
    ...picture.overlays.filter(({ overlay }) => !overlay.hidden).map(({ line }) => line),
  ];
  let [low, high] = [Infinity, 0];
  for (const line of lines) {
    for (const rate of line?.rates ?? []) {
      if (rate > high && Number.isFinite(rate)) high = rate;
      if (rate > 0 && rate < low) low = rate;
    }
  }
  const { lr, former } = picture.run ?? {};
  high = Math.max(high, highest(lr?.values ?? []), highest(former?.values ?? []));
  return { low: Math.min(low, high), high };
}

/** Shows the difference between the document and the first overlay that is seen. */
export function comparedWith(picture: Picture): Picture['overlays'][number] | undefined {
  return picture.overlays.find(({ overlay, scene }) => scene && !overlay.hidden);
}

/**
 * Lays out the chart of a picture.
 *
 * @param before The frame of the moment before, whose scales a drag keeps as long as they hold the curve.
 */
export function frameOf(picture: Picture, width: number, height: number, before?: Frame): Frame {
  const right = picture.run ? GUTTER.loss : GUTTER.right;
  const [x0, x1] = [GUTTER.left, Math.max(GUTTER.left + 10, width - right)];
  const bottom = Math.max(NAMES + 20, height - AXIS);
  const lanes = [comparedWith(picture) && 'difference', picture.momentum && 'momentum'].filter(
    Boolean,
  );
  const lane = Math.min(LANE, (bottom - NAMES) / (lanes.length + 2));
  const plotBottom = bottom - lanes.length * lane;
  const { low, high } = rangeOf(picture);
  const keeps = before && high <= before.plot.y.high && picture.view.log === before.plot.y.low > 0;
  const top = keeps ? before.plot.y.high : topOf(high);
  const y = picture.view.log
    ? logScale(keeps ? before.plot.y.low : bottomOf(low, top), top, plotBottom, NAMES)
    : linearScale(0, top, plotBottom, NAMES);
  const scenes = [
    picture.lr,
    picture.momentum,
    ...picture.overlays.filter(({ overlay }) => !overlay.hidden).map(({ scene }) => scene),
  ];
  const totals = [picture.run?.totalSteps, ...scenes.map((scene) => scene?.total)];
  const most = Math.max(1, ...totals.map((steps) => steps ?? 0));
  const total = before ? Math.max(before.total, most) : most;
  const frame: Frame = {
    width,
    height,
    x0,
    x1,
    bottom,
    total,
    plot: { top: NAMES, bottom: plotBottom, y },
    x: (step) => x0 + (step / total) * (x1 - x0),
    step: (px) => ((px - x0) / (x1 - x0)) * total,
  };
  return { ...frame, ...lanesOf(picture, lanes as string[], plotBottom, lane) };
}

function lanesOf(
  picture: Picture,
  lanes: readonly string[],
  from: number,
  height: number,
): Pick<Frame, 'difference' | 'momentum'> {
  return Object.fromEntries(
    lanes.map((name, index) => {
      const [top, bottom] = [from + index * height + 26, from + (index + 1) * height - 10];
      const [low, high] = name === 'momentum' ? momentumRange(picture) : differenceRange(picture);
      return [name, { top, bottom, y: linearScale(low, high, bottom, top) }];
    }),
  );
}

function momentumRange({ momentumLine }: Picture): [number, number] {
  const rates = momentumLine?.rates ?? [0, 1];
  const [low, high] = [Math.min(...rates), Math.max(...rates)];
  const room = Math.max((high - low) * 0.15, 0.01);
  return [Math.max(0, low - room), high + room];
}

function differenceRange(picture: Picture): [number, number] {
  const other = comparedWith(picture)?.scene;
  const { lr } = picture;
  if (!other || !lr) return [-1, 1];
  let most = 0;
  for (let i = 0; i <= 300; i++) {
    const step = Math.round((i * lr.total) / 300);
    most = Math.max(most, Math.abs(other.curve(step) - lr.curve(step)));
  }
  const size = most > 0 ? most * 1.15 : 1e-3;
  return [-size, size];
}
