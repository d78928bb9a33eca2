import type { TranslationBundle } from '@jupyterlab/translation';
import { usedAt } from '../model/run';
import { part, shape } from './dom';
import type { Frame } from './geometry';
import { type Actions, type Picture, titleOf } from './picture';
import { computed, count, epochs } from './text';

type Shown = () => { picture: Picture; frame: Frame } | undefined;

/** The upright line under the pointer, and the values there. */
export class Pointer {
  readonly guide = shape('g', 'guide', { 'aria-hidden': 'true' });
  readonly tip = part('div', 'tip', { 'aria-hidden': 'true', hidden: true });

  constructor(
    private readonly trans: TranslationBundle,
    actions: Actions,
    shown: Shown,
    svg: SVGSVGElement,
  ) {
    svg.addEventListener('pointermove', (event) => {
      const now = shown();
      if (!now || event.buttons !== 0) {
        return;
      }
      const onHandle = (event.target as Element).closest(
        '[data-handle], [data-seam], [data-finding]',
      );
      const step = Math.round(now.frame.step(event.clientX - svg.getBoundingClientRect().left));
      const inside = step >= 0 && step < now.frame.total && !onHandle;
      actions.look({ pointer: inside ? step : undefined });
    });
    svg.addEventListener('pointerleave', () => actions.look({ pointer: undefined }));
  }

  update(picture: Picture, frame: Frame): void {
    const { view, lr } = picture;
    const step = view.pointer;
    this.tip.hidden = step === undefined || !lr;
    this.guide.replaceChildren();
    if (step === undefined || !lr) {
      return;
    }
    const rows = this.rowsAt(picture, step);
    const x = frame.x(step);
    this.guide.append(shape('path', 'guideline', { d: `M${x} ${frame.plot.top}V${frame.bottom}` }));
    for (const { rate, series } of rows) {
      this.guide.append(
        shape('circle', `spot is-${series}`, { cx: x, cy: frame.plot.y.to(rate), r: 3.5 }),
      );
    }
    this.fill(picture, step, rows);
    const top = Math.min(...rows.map(({ rate }) => frame.plot.y.to(rate)));
    const { offsetWidth: width, offsetHeight: height } = this.tip;
    const right = x + 14 + width < frame.width;
    this.tip.style.left = `${Math.round(right ? x + 14 : x - 14 - width)}px`;
    this.tip.style.top = `${Math.round(Math.min(Math.max(frame.plot.top, top - height - 8), frame.bottom - height))}px`;
  }

  private rowsAt(picture: Picture, step: number): { name: string; rate: number; series: number }[] {
    const others = picture.overlays.flatMap(({ overlay, scene, name }, index) =>
      scene && !overlay.hidden ? [{ name, rate: scene.curve(step), series: (index % 5) + 2 }] : [],
    );
    const used = picture.run && usedAt(picture.run, step);
    const rate = used ?? picture.lr?.curve(step) ?? 0;
    return [{ name: picture.name, rate, series: 1 }, ...others];
  }

  private fill(
    picture: Picture,
    step: number,
    rows: readonly { name: string; rate: number; series: number }[],
  ): void {
    const { lr } = picture;
    const segment = lr?.segments.find(({ from, to }) => step >= from && step < to);
    const place = [
      lr?.unit === 'step' && this.trans.__('step %1', count(step)),
      lr?.unit === 'percent' &&
        this.trans.__('%1 % of the plan', (step / lr.stepsPerUnit).toFixed(1)),
      lr?.stepsPerEpoch && this.trans.__('epoch %1', epochs(step, lr.stepsPerEpoch)),
      segment && titleOf(segment).toLowerCase(),
    ].filter(Boolean);
    const [own] = rows;
    const single = rows.length === 1 && own;
    const momentum = picture.momentum && [
      part(
        'div',
        'tiprow',
        {},
        this.trans.__('momentum'),
        part('b', '', {}, computed(picture.momentum.curve(step))),
      ),
    ];
    this.tip.replaceChildren(
      ...(single ? [part('b', 'tiptitle', {}, `lr ${computed(single.rate)}`)] : []),
      part('div', 'muted', {}, place.join(' · ')),
      ...(single
        ? []
        : rows.map(({ name, rate, series }) =>
            part(
              'div',
              'tiprow',
              {},
              part('i', `spot is-${series}`),
              part('span', 'name', {}, name),
              part('b', '', {}, computed(rate)),
            ),
          )),
      ...(momentum || []),
    );
  }
}
