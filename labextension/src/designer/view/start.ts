import type { TranslationBundle } from '@jupyterlab/translation';
import type { Recommendation } from 'anneal/pure';
import { presets } from '../model/usual';
import { sceneOf, useSchedule, whenTable } from './advice';
import { button, part } from './dom';
import { icon } from './icons';
import type { Actions, Picture } from './picture';
import { thumbnail } from './thumbnail';

/** What a new document shows: presets, and the other ways to begin. */
export class Start {
  readonly node = part('div', 'start');

  constructor(
    trans: TranslationBundle,
    private readonly actions: Actions,
    paste: () => void,
  ) {
    const cards = presets().map((one) => this.card(one, trans));
    const ways = part(
      'div',
      'ways',
      {},
      button('way', trans.__('Paste JSON or code'), paste, { icon: icon('braces') }),
      part(
        'div',
        'way',
        {},
        icon('file'),
        part('span', '', {}, trans.__('Drop a .lrs.json, .py or .ts here')),
      ),
    );
    this.node.append(
      part('h2', 'starttitle', {}, trans.__('Start a schedule')),
      part(
        'p',
        'muted',
        {},
        trans.__('Pick a shape, or bring one in. Everything can be changed later.'),
      ),
      part('div', 'presets', {}, ...cards),
      ways,
    );
  }

  update(picture: Picture): void {
    this.picture = picture;
    this.node.hidden = picture.document.spec !== undefined;
  }

  focus(): void {
    this.node.querySelector<HTMLElement>('button')?.focus();
  }

  private card(
    { schedule, reason, notWhen }: Recommendation,
    trans: TranslationBundle,
  ): HTMLElement {
    const node = part(
      'article',
      'preset',
      {},
      thumbnail(sceneOf(schedule), 272, 66),
      button('presetname', schedule.label, () => useSchedule(schedule, this.picture, this.actions)),
      whenTable(trans, reason, notWhen),
    );
    // the whole card is a target for the mouse, the name one for the keyboard
    node.addEventListener('click', (event) => {
      if (!(event.target as Element).closest('button, a'))
        useSchedule(schedule, this.picture, this.actions);
    });
    return node;
  }

  private picture: Picture | undefined;
}
