import { epochTicks, formatSteps } from 'anneal/pure';
import { shape } from './dom';
import { comparedWith, type Frame, type Pane } from './geometry';
import { type Picture, titleOf } from './picture';

type Trans = (text: string, ...values: string[]) => string;

/** Bands, grid and axes: what changes only with the frame, the segments and the selection. */
export function backdrop(picture: Picture, frame: Frame, trans: Trans): SVGElement[] {
  return [
    ...bands(picture, frame),
    ...grid(frame.plot, frame, 'grid'),
    ...lane(frame.difference, frame),
    ...lane(frame.momentum, frame),
    ...stepAxis(picture, frame, trans),
    text('label', 16, 19, trans('lr')),
    ...(frame.momentum
      ? [text('label', frame.x0 + 10, frame.momentum.top - 8, trans('momentum'))]
      : []),
    ...differenceLabel(picture, frame),
  ];
}

function text(name: string, x: number, y: number, words: string, anchor = 'start'): SVGElement {
  return shape('text', name, { x, y, 'text-anchor': anchor }, words);
}

function bands({ scene, view }: Picture, frame: Frame): SVGElement[] {
  return (scene?.segments ?? []).flatMap((segment, index) => {
    const [from, to] = [frame.x(segment.from), frame.x(segment.to)];
    const selected = index === view.selected;
    const tone = selected ? ' is-selected' : index % 2 ? ' is-odd' : '';
    const band = shape('rect', `band${tone}`, {
      x: from,
      y: 0,
      width: Math.max(0, to - from),
      height: frame.bottom,
      'data-segment': index,
    });
    const seam = index > 0 && shape('path', 'seamline', { d: `M${from} 0V${frame.bottom}` });
    const fits = to - from > 44;
    const name =
      fits &&
      text(
        `phase${selected ? ' is-selected' : ''}`,
        from + 10,
        19,
        clip(titleOf(segment), (to - from - 16) / 6.4),
      );
    return [band, seam, name].filter((one): one is SVGRectElement | SVGPathElement => Boolean(one));
  });
}

/** As much of a name as fits in so many letters. */
function clip(words: string, letters: number): string {
  const most = Math.floor(letters);
  return words.length <= most ? words : `${words.slice(0, Math.max(1, most - 1)).trimEnd()}…`;
}

function grid({ y }: Pane, frame: Frame, name: string): SVGElement[] {
  return y.ticks.flatMap(({ value, text: words, minor }) => {
    const at = Math.round(y.to(value)) + 0.5;
    const base = value === 0 ? ' is-base' : minor ? ' is-minor' : '';
    const line = shape('path', `${name}${base}`, { d: `M${frame.x0} ${at}H${frame.x1}` });
    return words && value !== 0 ? [line, text('tick', frame.x0 - 9, at + 4, words, 'end')] : [line];
  });
}

function lane(pane: Pane | undefined, frame: Frame): SVGElement[] {
  if (!pane) return [];
  const cover = shape('rect', 'lane', {
    x: frame.x0,
    y: pane.top - 26,
    width: frame.x1 - frame.x0,
    height: pane.bottom - pane.top + 36,
  });
  const edge = shape('path', 'axisline', {
    d: `M${frame.x0} ${Math.round(pane.top - 26) + 0.5}H${frame.x1}`,
  });
  const ticks = pane.y.ticks.filter(
    (_, index, all) =>
      all.length <= 4 || index % 2 === (all.findIndex(({ value }) => value === 0) & 1 || 0),
  );
  const marks = ticks.flatMap(({ value, text: words }) => {
    const at = Math.round(pane.y.to(value)) + 0.5;
    return [
      shape('path', `grid${value === 0 ? ' is-base' : ''}`, {
        d: `M${frame.x0} ${at}H${frame.x1}`,
      }),
      text('tick', frame.x0 - 9, at + 4, words.replace('-', '−').replace('e−', 'e-') || '0', 'end'),
    ];
  });
  return [cover, edge, ...marks];
}

function differenceLabel(picture: Picture, frame: Frame): SVGElement[] {
  const other = comparedWith(picture);
  if (!frame.difference || !other) return [];
  const words = `${clip(other.name, 30)} − ${clip(picture.name, 30)}`;
  return [text('label', frame.x0 + 10, frame.difference.top - 8, words)];
}

/** Updates above, epochs below; or the unit all lengths are in while no plan is known. */
function stepAxis({ lr }: Picture, frame: Frame, trans: Trans): SVGElement[] {
  const { x0, x1, bottom, total } = frame;
  const per = lr && lr.unit !== 'step' ? lr.stepsPerUnit : 1;
  const names = { step: trans('update'), epoch: trans('epoch'), percent: trans('% of plan') };
  const marks: SVGElement[] = [shape('path', 'axisline', { d: `M${x0} ${bottom + 0.5}H${x1}` })];
  const ticks = epochTicks(0, total, per, (x1 - x0) / 2.2);
  ticks.tickvals.forEach((step, index) => {
    const x = frame.x(step);
    const words = per === 1 ? formatSteps(step) : (ticks.ticktext[index] ?? '');
    marks.push(
      shape('path', 'axistick', { d: `M${x} ${bottom}v5` }),
      text('tick is-strong', x, bottom + 16, words, 'middle'),
    );
  });
  marks.push(text('tick is-strong', x0 - 12, bottom + 16, names[lr?.unit ?? 'step'], 'end'));
  if (lr?.stepsPerEpoch && lr.unit === 'step')
    marks.push(...epochRow(frame, lr.stepsPerEpoch, trans));
  return marks;
}

function epochRow(frame: Frame, perEpoch: number, trans: Trans): SVGElement[] {
  const { x0, x1, bottom, total } = frame;
  const { tickvals } = epochTicks(0, total, perEpoch, x1 - x0);
  const marks = [text('tick', x0 - 12, bottom + 31, trans('epoch'), 'end')];
  const every = (tickvals[1] ?? 0) - (tickvals[0] ?? 0) || perEpoch;
  const single = Math.abs(every - perEpoch) < 0.5;
  for (const step of tickvals) {
    const x = frame.x(step);
    const number = Math.round(step / perEpoch);
    if (single && step + perEpoch <= total * 1.0001) {
      marks.push(
        text('tick', frame.x(step + perEpoch / 2), bottom + 31, String(number + 1), 'middle'),
      );
    } else if (!single) {
      marks.push(text('tick', x, bottom + 31, String(number), 'middle'));
    }
    if (single && step > 0)
      marks.push(shape('path', 'axistick is-weak', { d: `M${x} ${bottom + 22}v10` }));
  }
  return marks;
}
