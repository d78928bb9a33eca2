import type { TranslationBundle } from '@jupyterlab/translation';
import type { Handle } from '../model/handles';
import { moveSideways, moveVertically, type Snap, snapStep } from '../model/move';
import { nudgeSideways, nudgeVertically, valueNow } from '../model/nudge';
import { isLocked } from '../model/run';
import { buildScene, type Scene } from '../model/scene';
import type { Track } from '../model/track';
import { setAttributes, shape } from './dom';
import { Drag } from './drag';
import type { Frame, Pane } from './geometry';
import { type Actions, handleName, type Picture, titleOf } from './picture';
import { snapOf } from './snap';
import { computed, count, epochs, nameOf, typed } from './text';

type Shown = () => { picture: Picture; frame: Frame } | undefined;

/** The points of the curve: dragged, and moved by keys; one stop of the Tab key for all of them. */
export class Handles {
  readonly node = shape('g', 'handles');
  isDragging = false;

  constructor(
    private readonly trans: TranslationBundle,
    private readonly actions: Actions,
    private readonly shown: Shown,
    private readonly svg: SVGSVGElement,
  ) {
    this.node.addEventListener('pointerdown', (event) => this.press(event));
    this.node.addEventListener('keydown', (event) => this.key(event));
    this.node.addEventListener('focusin', (event) => {
      const handle = this.handleAt(event.target);
      if (handle) {
        this.actions.look({ handle: handle.id, selected: handle.segment });
      }
    });
  }

  update(picture: Picture, frame: Frame): void {
    const { handles, view } = picture;
    const current = handles.find(({ id }) => id === view.handle) ?? handles[0];
    const kept = new Set(handles.map(({ id }) => id));
    for (const [id, node] of this.nodes) {
      if (!kept.has(id)) {
        node.remove();
        this.nodes.delete(id);
      }
    }
    for (const handle of handles) {
      const node = this.nodes.get(handle.id) ?? this.create(handle);
      this.place(node, handle, picture, frame);
      setAttributes(node, { tabindex: handle === current ? 0 : -1 });
    }
  }

  focus(id?: string): void {
    const node =
      (id && this.nodes.get(id)) || this.node.querySelector<SVGElement>('[tabindex="0"]');
    node?.focus();
  }

  private create(handle: Handle): SVGGElement {
    const diamond = handle.x !== undefined;
    const node = shape(
      'g',
      'handle',
      { role: 'slider', 'data-handle': handle.id },
      shape('circle', 'hit', { r: 12 }),
      shape('circle', 'ring', { r: 10 }),
      diamond ? shape('path', 'dot', { d: 'M0-7 7 0 0 7-7 0z' }) : shape('circle', 'dot', { r: 5 }),
      shape('text', 'value', {}),
    );
    this.nodes.set(handle.id, node);
    this.node.append(node);
    return node;
  }

  private place(node: SVGGElement, handle: Handle, picture: Picture, frame: Frame): void {
    const { scene, view } = picture;
    const segment = scene?.segments[handle.segment];
    if (!scene || !segment) {
      return;
    }
    const x = frame.x(handle.step);
    const pane = paneOf(picture, frame);
    const y = pane.y.to(handle.rate);
    const kind = handle.segment === view.selected ? 'handle is-selected' : 'handle';
    const dragged = this.isDragging && handle.id === view.handle ? ' is-dragged' : '';
    const locked = isLocked(picture.run, handle.step);
    const bound = handle.y ?? handle.x;
    const value = bound ? valueNow(scene.track, bound) : 0;
    setAttributes(node, {
      class: `${kind}${dragged}${locked ? ' is-locked' : ''}`
        .split(' ')
        .map((one) => `jp-AnnealDesigner-${one}`)
        .join(' '),
      transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`,
      'aria-label': this.label(handle, titleOf(segment)),
      'aria-valuenow': Number(bound?.value.toPrecision(6)),
      'aria-valuetext': this.speak(handle, scene),
      'aria-readonly': picture.readOnly || locked ? 'true' : undefined,
      'data-step': handle.step,
      'data-rate': handle.rate,
    });
    const label = node.querySelector('text');
    if (label) {
      const right = x < frame.x1 - 110;
      setAttributes(label, {
        x: right ? 13 : -13,
        y: y < pane.top + 16 ? 18 : 4,
        'text-anchor': right ? 'start' : 'end',
      });
      const words = `${nameOf(handleName(handle)).toLowerCase()} ${typeof value === 'number' ? typed(value) : String(value)}`;
      if (label.textContent !== words) {
        label.textContent = words;
      }
    }
  }

  private label(handle: Handle, title: string): string {
    return `${title} ${nameOf(handleName(handle)).toLowerCase()}`;
  }

  /** Name, step and value, as a screen reader says them. */
  private speak(handle: Handle, scene: Scene): string {
    const place = scene.stepsPerEpoch
      ? this.trans.__(
          'step %1, epoch %2',
          count(handle.step),
          epochs(handle.step, scene.stepsPerEpoch),
        )
      : this.trans.__('step %1', count(handle.step));
    return this.trans.__('%1, rate %2', place, computed(handle.rate));
  }

  /** Whether a training has used the place of a handle; says so. */
  private isBehind(handle: Handle): boolean {
    const behind = isLocked(this.shown()?.picture.run, handle.step);
    if (behind) {
      this.actions.announce(
        this.trans.__('This update was done: its rate stays. Move a point ahead'),
      );
    }
    return behind;
  }

  private handleAt(target: EventTarget | null): Handle | undefined {
    const id = (target as Element | null)?.closest('[data-handle]')?.getAttribute('data-handle');
    return this.shown()?.picture.handles.find((handle) => handle.id === id);
  }

  private press(event: PointerEvent): void {
    const handle = this.handleAt(event.target);
    const shown = this.shown();
    const scene = shown?.picture.scene;
    if (!handle || !shown || !scene || event.button !== 0) {
      return;
    }
    event.preventDefault();
    this.focus(handle.id);
    if (shown.picture.readOnly || this.isBehind(handle)) {
      return;
    }
    const { frame, picture } = shown;
    const corner = this.svg.getBoundingClientRect();
    const start = { x: event.clientX, y: event.clientY };
    const grip = {
      x: frame.x(handle.step) - (start.x - corner.left),
      y: paneOf(picture, frame).y.to(handle.rate) - (start.y - corner.top),
    };
    let track: Track | undefined;
    this.isDragging = true;
    new Drag(this.svg, event, {
      move: (moved) => {
        const now = this.shown()?.frame ?? frame;
        const px = {
          x: moved.clientX - corner.left + grip.x,
          y: moved.clientY - corner.top + grip.y,
        };
        const snap = snapOf(picture, moved.altKey);
        // a hand that only goes up must not shift the place, nor the other way round
        const aside = Math.abs(moved.clientX - start.x) > 3;
        const up = Math.abs(moved.clientY - start.y) > 3;
        const step = aside ? snapStep(now.step(px.x), snap, 0, scene.total) : handle.step;
        const rate = up ? paneOf(picture, now).y.from(px.y) : handle.rate;
        const next = dragged(scene, handle, { step, rate, aside, up }, snap);
        if (next) {
          track = next;
          this.actions.preview(next);
        }
      },
      end: () => {
        this.isDragging = false;
        if (track) {
          this.actions.edit(track);
        } else {
          this.actions.preview(undefined);
        }
      },
      cancel: () => {
        this.isDragging = false;
        this.actions.preview(undefined);
      },
    });
  }

  private key(event: KeyboardEvent): void {
    const handle = this.handleAt(event.target);
    const shown = this.shown();
    const scene = shown?.picture.scene;
    if (!handle || !shown || !scene || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const { handles } = shown.picture;
    const index = handles.indexOf(handle);
    const goTo = (at: number): void =>
      this.focus(handles[Math.min(Math.max(0, at), handles.length - 1)]?.id);
    const move = (track: Track): void => {
      if (!shown.picture.readOnly && !this.isBehind(handle) && buildable(track, scene)) {
        this.actions.edit(track, `keys:${handle.id}`);
        this.announce(handle.id);
      }
    };
    const actions: Record<string, () => void> = {
      ArrowUp: () => move(nudgeVertically(scene, handle, true, event.shiftKey)),
      ArrowDown: () => move(nudgeVertically(scene, handle, false, event.shiftKey)),
      ArrowRight: () => move(nudgeSideways(scene, handle, true, event.shiftKey)),
      ArrowLeft: () => move(nudgeSideways(scene, handle, false, event.shiftKey)),
      PageDown: () => goTo(index + 1),
      PageUp: () => goTo(index - 1),
      Home: () => goTo(0),
      End: () => goTo(handles.length - 1),
    };
    const action = actions[event.key];
    if (action) {
      event.preventDefault();
      event.stopPropagation();
      action();
    }
  }

  private announce(id: string): void {
    const shown = this.shown();
    const handle = shown?.picture.handles.find((one) => one.id === id);
    const segment = handle && shown?.picture.scene?.segments[handle.segment];
    if (handle && segment && shown?.picture.scene) {
      this.actions.announce(
        `${this.label(handle, titleOf(segment))}, ${this.speak(handle, shown.picture.scene)}`,
      );
    }
  }

  private readonly nodes = new Map<string, SVGGElement>();
}

/** Where the handles of the track that is edited stand. */
function paneOf({ view }: Picture, frame: Frame): Pane {
  return view.track === 'momentum' && frame.momentum ? frame.momentum : frame.plot;
}

function buildable(track: Track, scene: Scene): boolean {
  try {
    buildScene(track, scene.plan);
    return true;
  } catch {
    return false;
  }
}

interface Target {
  readonly step: number;
  readonly rate: number;
  readonly aside: boolean;
  readonly up: boolean;
}

/** The track after a drag to a place, first sideways and then up or down; none when it cannot be built. */
function dragged(scene: Scene, handle: Handle, target: Target, snap: Snap): Track | undefined {
  try {
    let [now, at] = [scene, handle];
    if (target.aside && handle.x) {
      now = buildScene(moveSideways(scene, handle, target.step), scene.plan);
      at = { ...handle, step: target.step, probe: handle.probe + target.step - handle.step };
    }
    const track = target.up && handle.y ? moveVertically(now, at, target.rate, snap) : now.track;
    buildScene(track, scene.plan);
    return track;
  } catch {
    return undefined;
  }
}
