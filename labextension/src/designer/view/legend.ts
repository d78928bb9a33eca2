import type { TranslationBundle } from '@jupyterlab/translation';
import type { DesignDocument } from '../model/document';
import { button, part, setAttributes, shape } from './dom';
import { icon } from './icons';
import type { Actions, Picture, View } from './picture';

/** A piece of the line of a series. */
export function swatch(
  series: number | 'fixed' | 'used' | 'planned' | 'former' | 'loss',
): SVGElement {
  const names = { 1: 'curve', planned: 'curve is-planned' };
  const name =
    names[series as keyof typeof names] ??
    (typeof series === 'number' ? `series is-${series}` : series);
  return shape(
    'svg',
    'swatch',
    { viewBox: '0 0 24 8', 'aria-hidden': 'true' },
    shape('path', name, { d: 'M0 4h24' }),
  );
}

/** Names of what is drawn, and how places are rounded while something is dragged. */
export class Legend {
  readonly node = part('div', 'legend');

  constructor(
    private readonly trans: TranslationBundle,
    private readonly actions: Actions,
  ) {
    const snaps: Record<View['snap'], string> = {
      epoch: trans.__('Epochs'),
      round: trans.__('Round updates'),
      off: trans.__('Off'),
    };
    this.snaps = part('div', 'choices', { role: 'group', 'aria-label': trans.__('Snap') });
    for (const [snap, name] of Object.entries(snaps)) {
      const node = button('choice', name, () => actions.look({ snap: snap as View['snap'] }));
      node.dataset.snap = snap;
      this.snaps.append(node);
    }
    this.node.append(
      this.keys,
      part('span', 'space'),
      part('span', 'muted', {}, trans.__('Snap')),
      this.snaps,
    );
  }

  update(picture: Picture): void {
    const { overlays, view, document: content } = picture;
    const key = JSON.stringify([
      picture.name,
      overlays.map(({ name, overlay, problem }) => [name, overlay.hidden, problem]),
      picture.fixedLine !== undefined,
      picture.readOnly,
      picture.run && [picture.run.changes.length > 0, picture.run.status.kind],
    ]);
    if (key !== this.key) {
      this.key = key;
      this.keys.replaceChildren(
        part(
          'li',
          'key',
          {},
          swatch(picture.run ? 'planned' : 1),
          part('b', 'keyname', { title: picture.name }, picture.name),
          overlays.length > 0 && part('span', 'muted', {}, this.trans.__('this document')),
        ),
        ...this.runKeys(picture),
        ...(picture.fixedLine
          ? [
              part(
                'li',
                'key',
                {},
                swatch('fixed'),
                part('span', 'muted', {}, this.trans.__('after the fix')),
              ),
            ]
          : []),
        ...overlays.map((_, index) => this.overlay(picture, index, content)),
      );
    }
    const epochs = Boolean(picture.lr?.stepsPerEpoch);
    for (const node of this.snaps.children) {
      const { snap } = (node as HTMLElement).dataset;
      setAttributes(node, {
        'aria-pressed': String(snap === view.snap),
        disabled: snap === 'epoch' && !epochs,
      });
    }
  }

  /** What a training draws beside the curve. */
  private runKeys({ run }: Picture): HTMLElement[] {
    if (!run) {
      return [];
    }
    const keys = [
      ['used', this.trans.__('used')],
      ...(run.changes.length > 0
        ? [['former', this.trans.__('before your changes')] as const]
        : []),
      ['loss', this.trans.__('loss')],
    ] as const;
    const remove = button('tool', this.trans.__('Remove the run'), () => this.actions.removeRun(), {
      icon: icon('close'),
      bare: true,
    });
    return keys.map(([name, words], index) =>
      part(
        'li',
        'key',
        {},
        swatch(name),
        part('span', 'muted', {}, words),
        // while a model trains, what it has used stays in sight
        index === keys.length - 1 && run.status.kind !== 'running' && remove,
      ),
    );
  }

  private overlay(
    { overlays, readOnly }: Picture,
    index: number,
    content: DesignDocument,
  ): HTMLElement {
    const one = overlays[index] as Picture['overlays'][number];
    const { overlay, name, problem } = one;
    const others = (change: (all: DesignDocument['compare']) => DesignDocument['compare']): void =>
      this.actions.change({ ...content, compare: change(content.compare) });
    const toggle = button(
      'tool',
      overlay.hidden ? this.trans.__('Show %1', name) : this.trans.__('Hide %1', name),
      () =>
        others((all) =>
          all.map((each, at) => (at === index ? withHidden(each, !each.hidden) : each)),
        ),
      { icon: icon(overlay.hidden ? 'eyeOff' : 'eye'), bare: true },
    );
    const remove = button(
      'tool',
      this.trans.__('Remove %1', name),
      () => others((all) => all.filter((_, at) => at !== index)),
      {
        icon: icon('close'),
        bare: true,
      },
    );
    toggle.disabled = remove.disabled = readOnly;
    const words = part('span', 'keyname', { title: problem ?? name }, name);
    return part(
      'li',
      `key${overlay.hidden || problem ? ' is-off' : ''}`,
      {},
      swatch((index % 5) + 2),
      words,
      problem !== undefined && icon('warning'),
      toggle,
      remove,
    );
  }

  private readonly keys = part('ul', 'legendkeys');
  private readonly snaps: HTMLElement;
  private key = '';
}

function withHidden(
  overlay: DesignDocument['compare'][number],
  hidden: boolean,
): DesignDocument['compare'][number] {
  const { hidden: _, ...rest } = overlay;
  return hidden ? { ...rest, hidden } : rest;
}
