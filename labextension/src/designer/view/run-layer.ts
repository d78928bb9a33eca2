import { changeMark, formatSteps } from 'anneal/pure';
import { linearScale, logScale, type Scale, topOf } from '../model/frame';
import { highest, lockedSteps, lowest, type Run } from '../model/run';
import { shape } from './dom';
import type { Frame } from './geometry';
import type { Picture } from './picture';

type Values = readonly (number | null)[];
type Trans = (text: string, ...values: string[]) => string;

/** What a run draws under the curve: its loss on a scale of its own, and what it used. */
export function runUnder({ run }: Picture, frame: Frame, trans: Trans): SVGElement[] {
  if (!run) return [];
  return [...lossOf(run, frame, trans), ...usedBy(run, frame)];
}

/** What a run draws over the curve: where it is, and where it was steered. */
export function runOver({ run }: Picture, frame: Frame, trans: Trans): SVGElement[] {
  return run ? [...changesOf(run, frame), ...nowOf(run, frame, trans)] : [];
}

/** The path of values, broken where there is none. */
function pathOf(
  steps: readonly number[],
  values: Values,
  x: (step: number) => number,
  y: (value: number) => number,
): string {
  let path = '';
  let isOpen = false;
  values.forEach((value, index) => {
    if (value !== null) {
      const place = `${x(steps[index] as number).toFixed(1)} ${y(value).toFixed(1)}`;
      path += `${isOpen ? 'L' : 'M'}${place}`;
    }
    isOpen = value !== null;
  });
  return path;
}

function lossOf({ loss }: Run, frame: Frame, trans: Trans): SVGElement[] {
  const { plot, x1 } = frame;
  const y = scaleOf(loss, plot);
  const inside = (value: number): number => Math.min(plot.bottom, Math.max(plot.top, y.to(value)));
  const band = pathOf(...spread(loss), frame.x, inside);
  return [
    shape('path', 'lossband', { d: band }),
    shape('path', 'loss', { d: pathOf(loss.steps, loss.values, frame.x, inside) }),
    shape('text', 'label', { x: x1 + 8, y: 19 }, trans('loss')),
    ...ticksOf(y, x1),
  ];
}

/** Ratio of the highest to the lowest loss above which only logarithms show both. */
const WIDE = 20;

function scaleOf({ values, high }: Run['loss'], { bottom, top }: Frame['plot']): Scale {
  // a single loss may be far above what it is smoothed to: then it leaves the room at the top
  const most = Math.min(highest(high), highest(values) * 1.25);
  const least = lowest(values);
  return most > least * WIDE
    ? logScale(least * 0.8, most, bottom, top)
    : linearScale(0, topOf(most), bottom, top);
}

/** Up and down through each place, as noise is drawn. */
function spread({ steps, low, high }: Run['loss']): [number[], Values] {
  return [
    steps.flatMap((step) => [step, step]),
    steps.flatMap((_, index) => [low[index] ?? null, high[index] ?? null]),
  ];
}

function ticksOf(y: Scale, x: number): SVGElement[] {
  return y.ticks
    .filter(({ value, minor }) => !minor && value >= 0 && value <= y.high)
    .map(({ value }) =>
      shape('text', 'tick', { x: x + 8, y: y.to(value) + 4 }, String(Number(value.toPrecision(3)))),
    );
}

function usedBy({ lr, former, step }: Run, { plot, x }: Frame): SVGElement[] {
  const { to } = plot.y;
  const used = pathOf(lr.steps, lr.values, x, to);
  const last = lr.steps.at(-1);
  const base = plot.bottom.toFixed(1);
  const area = last === undefined ? '' : `${used}L${x(last).toFixed(1)} ${base}H${x(0)}Z`;
  return [
    shape('path', 'usedarea', { d: area }),
    shape('path', 'former', { d: pathOf(former.steps, former.values, x, to) }),
    shape('path', 'used', { d: used, 'data-used': step }),
  ];
}

/** A numbered ring over each change, on a stem that stands on the rate. */
function changesOf({ changes, lr, former }: Run, { plot, x }: Frame): SVGElement[] {
  const rateAt = (series: Run['lr'], step: number): number => {
    const index = series.steps.indexOf(step);
    return index < 0 ? 0 : (series.values[index] ?? 0);
  };
  return changes.map((step, index) => {
    const rate = Math.max(rateAt(lr, step - 1), rateAt(lr, step), rateAt(former, step));
    const foot = plot.y.to(rate);
    const y = Math.max(plot.top + 10, foot - 28);
    return shape(
      'g',
      'change',
      { transform: `translate(${x(step).toFixed(1)} ${y.toFixed(1)})`, 'data-change': step },
      shape('path', 'stem', { d: `M0 8V${Math.max(8, foot - y).toFixed(1)}` }),
      shape('circle', 'changering', { r: 8 }),
      shape('text', 'changenumber', { y: 3.5, 'text-anchor': 'middle' }, String(index + 1)),
      shape('title', '', {}, `${changeMark(index)} ${formatSteps(step)}`),
    );
  });
}

function nowOf(run: Run, frame: Frame, trans: Trans): SVGElement[] {
  const now = lockedSteps(run);
  if (now === 0) return [];
  const { plot, bottom, x, x1 } = frame;
  const at = x(now - 1);
  const words = trans('now %1', formatSteps(now));
  const width = words.length * 6.2 + 14;
  const left = at + width > x1 ? at - width : at;
  const rate = run.lr.values.at(-1);
  return [
    shape('path', 'nowline', { d: `M${at.toFixed(1)} 0V${bottom}` }),
    shape('rect', 'nowchip', { x: left.toFixed(1), y: 4, width: width.toFixed(1), height: 20 }),
    shape(
      'text',
      'nowtext',
      { x: (left + width / 2).toFixed(1), y: 18, 'text-anchor': 'middle' },
      words,
    ),
    ...(typeof rate === 'number'
      ? [shape('circle', 'nowdot', { cx: at.toFixed(1), cy: plot.y.to(rate).toFixed(1), r: 4 })]
      : []),
  ];
}
