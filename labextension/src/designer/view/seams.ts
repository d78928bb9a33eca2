import type { TranslationBundle } from '@jupyterlab/translation';
import { snapStep } from '../model/move';
import { moveSeam } from '../model/resize';
import { isLocked } from '../model/run';
import { buildScene } from '../model/scene';
import type { Track } from '../model/track';
import { shape } from './dom';
import { Drag } from './drag';
import type { Frame } from './geometry';
import type { Actions, Picture } from './picture';
import { snapOf } from './snap';

type Shown = () => { picture: Picture; frame: Frame } | undefined;

/** The grips at the top of the chart, where one segment ends and the next begins. */
export class Seams {
  /** The strip below has the same grips for the keyboard. */
  readonly node = shape('g', 'seams', { 'aria-hidden': 'true' });
  isDragging = false;

  constructor(
    readonly trans: TranslationBundle,
    private readonly actions: Actions,
    private readonly shown: Shown,
    private readonly svg: SVGSVGElement,
  ) {
    this.node.addEventListener('pointerdown', (event) => this.press(event));
  }

  update({ scene, view, run }: Picture, frame: Frame): void {
    const segments = scene?.segments.slice(0, -1) ?? [];
    while (this.node.children.length > segments.length) {
      this.node.lastElementChild?.remove();
    }
    segments.forEach(({ index, to }) => {
      const beside = index === view.selected || index + 1 === view.selected;
      const node = this.node.children[index] ?? this.node.appendChild(createSeam(index));
      node.setAttribute('transform', `translate(${frame.x(to).toFixed(1)} 14)`);
      node.classList.toggle('jp-AnnealDesigner-is-selected', beside);
      node.classList.toggle('jp-AnnealDesigner-is-locked', isLocked(run, to));
    });
  }

  private press(event: PointerEvent): void {
    const seam = (event.target as Element).closest('[data-seam]')?.getAttribute('data-seam');
    const shown = this.shown();
    if (seam && shown && !shown.picture.readOnly && event.button === 0) {
      event.preventDefault();
      this.isDragging = true;
      dragSeam(this.svg, event, Number(seam), shown, this.actions, () => {
        this.isDragging = false;
      });
    }
  }
}

function createSeam(index: number): SVGElement {
  return shape(
    'g',
    'seam',
    { 'data-seam': index },
    shape('rect', 'hit', { x: -12, y: -13, width: 24, height: 26 }),
    shape('rect', 'pill', { x: -3.5, y: -9, width: 7, height: 18, rx: 2 }),
    shape('path', 'line', { d: 'M0-4.500V4.5' }),
  );
}

/** Follows the pointer with the seam after a segment; the rates beside it are drawn as they will be. */
export function dragSeam(
  target: Element,
  event: PointerEvent,
  seam: number,
  { picture, frame }: { picture: Picture; frame: Frame },
  actions: Actions,
  done: () => void,
): void {
  const { scene } = picture;
  const segment = scene?.segments[seam];
  // where an update was done its rate stays
  if (!scene || !segment || isLocked(picture.run, segment.to)) {
    done();
    return;
  }
  const offset = frame.x(segment.to) - event.clientX;
  let track: Track | undefined;
  actions.look({ selected: seam });
  new Drag(target, event, {
    move: (moved) => {
      const to = frame.step(moved.clientX + offset);
      const step = snapStep(to, snapOf(picture, moved.altKey), 1, Number.MAX_SAFE_INTEGER);
      try {
        const next = moveSeam(scene, seam, step);
        buildScene(next, scene.plan);
        track = next;
        actions.preview(next);
      } catch {
        // no room on this side: the seam stays where it was
      }
    },
    end: () => {
      done();
      if (track) {
        actions.edit(track);
      } else {
        actions.preview(undefined);
      }
    },
    cancel: () => {
      done();
      actions.preview(undefined);
    },
  });
}
