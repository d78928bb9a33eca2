import type { TranslationBundle } from '@jupyterlab/translation';
import { moveItem } from '../model/edits';
import { coarseSteps } from '../model/nudge';
import { moveSeam } from '../model/resize';
import { isLocked } from '../model/run';
import { buildScene, type Scene, type Segment } from '../model/scene';
import { button, part, setAttributes, setText } from './dom';
import { Drag } from './drag';
import type { Frame } from './geometry';
import { icon } from './icons';
import { type Actions, type Picture, titleOf } from './picture';
import { dragSeam } from './seams';
import { count } from './text';
import { sparkOf } from './thumbnail';

/** The row of segments under the chart, on the same ruler: choose, move, resize, add. */
export class Strip {
  readonly node = part('div', 'strip keys');
  /** The segments; one stop of the Tab key. */
  readonly list = part('div', 'blocks', { role: 'listbox', 'aria-orientation': 'horizontal' });

  constructor(
    private readonly trans: TranslationBundle,
    private readonly actions: Actions,
    addMenu: (anchor: HTMLElement) => void,
  ) {
    this.list.setAttribute('aria-label', trans.__('Segments'));
    this.add = button('add', trans.__('Add segment'), () => addMenu(this.add), {
      icon: icon('plus'),
      bare: true,
      title: trans.__('Add segment (A)'),
    });
    this.node.append(
      part('span', 'striplabel', {}, trans.__('segments')),
      this.list,
      this.grips,
      this.add,
    );
    this.list.addEventListener('keydown', (event) => this.key(event));
    this.list.addEventListener('pointerdown', (event) => this.press(event));
    this.grips.addEventListener('pointerdown', (event) => this.pressGrip(event));
    this.grips.addEventListener('keydown', (event) => this.keyGrip(event));
  }

  update(picture: Picture, frame: Frame, dragging: boolean): void {
    this.picture = picture;
    this.frame = frame;
    const segments = picture.scene?.segments ?? [];
    while (this.list.children.length > segments.length) {
      this.list.lastElementChild?.remove();
      this.grips.lastElementChild?.remove();
    }
    for (const segment of segments) {
      const block = this.list.children[segment.index] ?? this.list.appendChild(createBlock());
      const grip = this.grips.children[segment.index] ?? this.grips.appendChild(this.createGrip());
      this.placeBlock(block as HTMLElement, segment, picture, frame, dragging);
      this.placeGrip(grip as HTMLElement, segment, picture, frame);
    }
    const end = segments.at(-1)?.to ?? 0;
    this.add.style.left = `${Math.min(frame.x(end) + 12, frame.width - 30)}px`;
    this.add.hidden = picture.readOnly;
  }

  focus(): void {
    this.list.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }

  private placeBlock(
    block: HTMLElement,
    segment: Segment,
    picture: Picture,
    frame: Frame,
    dragging: boolean,
  ): void {
    const { index, from, to } = segment;
    const selected = index === picture.view.selected;
    const width = frame.x(to) - frame.x(from);
    block.style.left = `${frame.x(from)}px`;
    block.style.width = `${Math.max(2, width - 1)}px`;
    const length = this.lengthOf(picture, to - from);
    setAttributes(block, {
      'aria-selected': String(selected),
      // a wide block says it itself
      'aria-label': width > 84 ? undefined : `${titleOf(segment)}, ${length}`,
      tabindex: selected ? 0 : -1,
      'data-block': index,
      title: `${titleOf(segment)} · ${length}`,
    });
    const [name, size, small] = block.children;
    if (!name || !size || !small) {
      return;
    }
    setText(name, width > 34 ? titleOf(segment) : '');
    const short = length.replace(/ [^ ]+ · /, ' · ');
    setText(size, width > 150 ? length : width > 84 ? short : '');
    const key = `${width > 150} ${JSON.stringify(segment.item)} ${to - from}`;
    if (!dragging && block.dataset.key !== key) {
      block.dataset.key = key;
      small.replaceChildren(
        ...(width > 150 && picture.scene ? [sparkOf(picture.scene, segment)] : []),
      );
    }
  }

  private lengthOf({ lr }: Picture, updates: number): string {
    if (lr && lr.unit !== 'step') {
      const amount = (updates / lr.stepsPerUnit).toFixed(1);
      return lr.unit === 'epoch' ? this.trans.__('%1 ep', amount) : `${amount} %`;
    }
    const words = this.trans._n('%2 update', '%2 updates', updates, count(updates));
    return lr?.stepsPerEpoch
      ? `${words} · ${this.trans.__('%1 ep', (updates / lr.stepsPerEpoch).toFixed(1))}`
      : words;
  }

  private createGrip(): HTMLElement {
    return part('div', 'grip', { role: 'separator', tabindex: 0, 'aria-orientation': 'vertical' });
  }

  private placeGrip(grip: HTMLElement, segment: Segment, picture: Picture, frame: Frame): void {
    const { index, from, to } = segment;
    const { selected } = picture.view;
    grip.style.left = `${frame.x(to)}px`;
    grip.hidden = picture.readOnly || isLocked(picture.run, to);
    setAttributes(grip, {
      'data-grip': index,
      'aria-label': this.trans.__('End of %1', titleOf(segment)),
      'aria-valuenow': to,
      'aria-valuemin': from + 1,
      'aria-valuemax': frame.total,
      'aria-valuetext': this.trans.__('step %1', count(to)),
      class: `jp-AnnealDesigner-grip${index === selected || index + 1 === selected ? ' jp-AnnealDesigner-is-selected' : ''}`,
    });
  }

  private key(event: KeyboardEvent): void {
    const picture = this.picture;
    const scene = picture?.scene;
    const side = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!picture || !scene || (!side && event.key !== 'Delete' && event.key !== 'Enter')) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const { selected } = picture.view;
    if (event.key === 'Delete') {
      this.actions.run('remove');
    } else if (event.key === 'Enter') {
      this.actions.run('next-pane');
    } else if (side && event.altKey) {
      this.reorder(scene, selected, selected + side);
    } else if (side && event.shiftKey) {
      this.resize(scene, selected, side * coarseSteps(scene));
    } else if (side) {
      const next = Math.min(Math.max(0, selected + side), scene.segments.length - 1);
      this.actions.look({ selected: next, tab: 'segment' });
    }
    this.focus();
  }

  private reorder(scene: Scene, from: number, to: number): void {
    const track = moveItem(scene, from, to);
    if (track !== scene.track && !this.picture?.readOnly) {
      this.actions.edit(track);
      this.actions.look({ selected: to });
      this.actions.announce(this.trans.__('Moved to place %1', String(to + 1)));
    }
  }

  private resize(scene: Scene, index: number, by: number): void {
    const segment = scene.segments[index];
    if (!segment || this.picture?.readOnly) {
      return;
    }
    try {
      const track = moveSeam(scene, index, segment.to + by);
      const { segments } = buildScene(track, scene.plan);
      this.actions.edit(track, `seam:${index}`);
      const after = segments[index];
      if (after && this.picture) {
        this.actions.announce(
          `${titleOf(after)}, ${this.lengthOf(this.picture, after.to - after.from)}`,
        );
      }
    } catch {
      // no room on this side
    }
  }

  private keyGrip(event: KeyboardEvent): void {
    const grip = (event.target as Element).getAttribute('data-grip');
    const scene = this.picture?.scene;
    const side = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (grip && scene && side) {
      event.preventDefault();
      event.stopPropagation();
      this.resize(scene, Number(grip), side * (event.shiftKey ? coarseSteps(scene) : 1));
    }
  }

  /** A press chooses a segment; going on sideways takes it along. */
  private press(event: PointerEvent): void {
    const block = (event.target as Element).closest<HTMLElement>('[data-block]');
    const picture = this.picture;
    const { scene } = picture ?? {};
    const frame = this.frame;
    if (!block || !picture || !scene || !frame || event.button !== 0) {
      return;
    }
    const index = Number(block.dataset.block);
    this.actions.look({ selected: index, tab: 'segment' });
    block.focus();
    if (picture.readOnly || scene.segments[index]?.item.lead) {
      return;
    }
    const corner = this.node.getBoundingClientRect().left;
    let target = index;
    const settle = (): void => {
      block.style.transform = '';
      block.classList.remove('jp-AnnealDesigner-is-dragged');
    };
    new Drag(this.list, event, {
      move: (moved) => {
        const by = moved.clientX - event.clientX;
        if (Math.abs(by) < 8 && target === index) {
          return;
        }
        block.classList.add('jp-AnnealDesigner-is-dragged');
        block.style.transform = `translateX(${by}px)`;
        const step = frame.step(moved.clientX - corner);
        const over = scene.segments.find(({ from, to }) => step >= from && step < to);
        target = over && !over.item.lead ? over.index : index;
      },
      end: () => {
        settle();
        if (target !== index) {
          this.reorder(scene, index, target);
        }
      },
      cancel: settle,
    });
  }

  private pressGrip(event: PointerEvent): void {
    const grip = (event.target as Element).closest<HTMLElement>('[data-grip]');
    const { picture, frame } = this;
    if (grip && picture && frame && !picture.readOnly && event.button === 0) {
      event.preventDefault();
      grip.focus();
      dragSeam(grip, event, Number(grip.dataset.grip), { picture, frame }, this.actions, () => {});
    }
  }

  private readonly grips = part('div', 'grips');
  private readonly add: HTMLButtonElement;
  private picture: Picture | undefined;
  private frame: Frame | undefined;
}

function createBlock(): HTMLElement {
  return part(
    'div',
    'block',
    { role: 'option' },
    part('b', 'blockname'),
    part('span', 'blocksize'),
    part('span', 'spark'),
  );
}
