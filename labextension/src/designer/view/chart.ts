import type { TranslationBundle } from '@jupyterlab/translation';
import { lockedSteps } from '../model/run';
import { backdrop } from './backdrop';
import { shape } from './dom';
import { type Frame, frameOf } from './geometry';
import { Handles } from './handles';
import { companions, mainCurve, warnings } from './layers';
import type { Actions, Picture } from './picture';
import { Pointer } from './pointer';
import { runOver, runUnder } from './run-layer';
import { Seams } from './seams';

/** The picture of the schedule: an SVG of its own, so that a drag is drawn within one frame. */
export class Chart {
  readonly node = document.createElement('div');

  constructor(
    private readonly trans: TranslationBundle,
    private readonly actions: Actions,
  ) {
    this.node.className = 'jp-AnnealDesigner-plot jp-AnnealDesigner-keys';
    const scene = (): { picture: Picture; frame: Frame } | undefined =>
      this.picture && this.frame && { picture: this.picture, frame: this.frame };
    this.handles = new Handles(trans, actions, scene, this.svg);
    this.seams = new Seams(trans, actions, scene, this.svg);
    this.pointer = new Pointer(trans, actions, scene, this.svg);
    this.svg.append(
      this.back,
      this.others,
      this.under,
      this.main,
      this.pointer.guide,
      this.marks,
      this.over,
      this.seams.node,
      this.handles.node,
    );
    this.node.append(this.svg, this.pointer.tip);
    this.svg.addEventListener('click', (event) => this.click(event));
    this.resized.observe(this.node);
  }

  /** px of the axis, for the strip that stands under it. */
  get ruler(): Frame | undefined {
    return this.frame;
  }

  /** Called when the size of the chart has changed. */
  onResize: () => void = () => {};

  update(picture: Picture, dragging: boolean): void {
    this.picture = picture;
    const { clientWidth: width, clientHeight: height } = this.node;
    if (width === 0 || height === 0) {
      return;
    }
    const frame = frameOf(picture, width, height, dragging ? this.frame : undefined);
    this.frame = frame;
    this.svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    this.svg.setAttribute('aria-label', this.describe(picture));
    this.drawBackdrop(picture, frame);
    this.drawOthers(picture, frame);
    const trans = (text: string, ...values: string[]): string => this.trans.__(text, ...values);
    this.under.replaceChildren(...runUnder(picture, frame, trans));
    this.main.replaceChildren(...mainCurve(picture, frame));
    this.over.replaceChildren(...runOver(picture, frame, trans));
    // while a model trains it is too late for some, and the run says more than the rest
    const quiet = dragging || lockedSteps(picture.run) > 0;
    this.marks.replaceChildren(...(quiet ? [] : warnings(picture, frame)));
    this.seams.update(picture, frame);
    this.handles.update(picture, frame);
    this.pointer.update(picture, frame);
    this.node.dataset.drawn = String(Number(this.node.dataset.drawn ?? 0) + 1);
  }

  /** Puts the focus on a handle, the first one when it is not there. */
  focus(handle?: string): void {
    this.handles.focus(handle);
  }

  get isDragging(): boolean {
    return this.handles.isDragging || this.seams.isDragging;
  }

  /** Where the card of a finding belongs, px from the corner of the chart. */
  placeOf(step: number, rate: number): { x: number; y: number } {
    const { frame } = this;
    return frame ? { x: frame.x(step), y: frame.plot.y.to(rate) } : { x: 0, y: 0 };
  }

  dispose(): void {
    this.resized.disconnect();
  }

  /** What changes rarely is drawn again only when it has changed. */
  private drawBackdrop(picture: Picture, frame: Frame): void {
    const { view, scene, lr } = picture;
    const key = JSON.stringify([
      ...scaleOf(frame),
      view.selected,
      scene?.segments.map(({ from, to, item, family }) => [from, to, item.spec.label ?? family.id]),
      lr?.stepsPerEpoch,
      lr?.unit,
      picture.overlays.map(({ name, overlay }) => [name, overlay.hidden]),
      picture.name,
    ]);
    if (key !== this.backKey) {
      this.backKey = key;
      const trans = (text: string): string => this.trans.__(text);
      this.back.replaceChildren(...backdrop(picture, frame, trans));
    }
  }

  private drawOthers(picture: Picture, frame: Frame): void {
    const parts = [
      picture.overlays,
      picture.fixedLine,
      picture.momentumLine,
      frame.difference && picture.line,
    ];
    const scale = JSON.stringify(scaleOf(frame));
    if (scale !== this.othersScale || parts.some((one, index) => one !== this.othersParts[index])) {
      this.othersScale = scale;
      this.othersParts = parts;
      this.others.replaceChildren(...companions(picture, frame));
    }
  }

  private click(event: MouseEvent): void {
    const target = event.target as Element;
    const finding = target.closest('[data-finding]')?.getAttribute('data-finding');
    const segment = target.closest('[data-segment]')?.getAttribute('data-segment');
    if (finding) {
      this.actions.look({ finding: Number(finding) });
    } else if (segment) {
      this.actions.look({ selected: Number(segment), tab: 'segment' });
    }
  }

  private describe({ name, lr }: Picture): string {
    return lr
      ? this.trans.__('Learning rate of %1 over %2 updates', name, String(lr.total))
      : this.trans.__('Learning rate');
  }

  private readonly svg = shape('svg', 'chart', { role: 'group' });
  private readonly back = shape('g', '', { 'aria-hidden': 'true' });
  private readonly others = shape('g', '', { 'aria-hidden': 'true' });
  private readonly under = shape('g', '', { 'aria-hidden': 'true' });
  private readonly over = shape('g', '', { 'aria-hidden': 'true' });
  private readonly main = shape('g', '', { 'aria-hidden': 'true' });
  private readonly marks = shape('g', '', { 'aria-hidden': 'true' });
  private readonly handles: Handles;
  private readonly seams: Seams;
  private readonly pointer: Pointer;
  private readonly resized = new ResizeObserver(() => this.onResize());
  private picture: Picture | undefined;
  private frame: Frame | undefined;
  private backKey = '';
  private othersScale = '';
  private othersParts: readonly unknown[] = [];
}

/** All of a frame that decides where a value stands. */
function scaleOf({ width, x1, height, total, plot, difference, momentum }: Frame): unknown[] {
  return [width, x1, height, total, plot, difference, momentum];
}
