import type { TranslationBundle } from '@jupyterlab/translation';
import { Advice } from './advice';
import { ComparePanel } from './compare-panel';
import { button, freshId, part, setAttributes } from './dom';
import type { Panel } from './panel';
import type { Actions, Picture } from './picture';
import { SegmentPanel } from './segment-panel';

type Tab = Picture['view']['tab'];

/** The panel on the right: the segment, the schedules beside it, and advice. */
export class Inspector {
  readonly node = part('aside', 'inspector');

  constructor(
    trans: TranslationBundle,
    private readonly actions: Actions,
  ) {
    this.node.setAttribute('aria-label', trans.__('Inspector'));
    this.tabs = {
      segment: { name: trans.__('Segment'), panel: new SegmentPanel(trans, actions) },
      compare: { name: trans.__('Compare'), panel: new ComparePanel(trans, actions) },
      advice: { name: trans.__('Advice'), panel: new Advice(trans, actions) },
    };
    const list = part('div', 'tabs', { role: 'tablist' });
    for (const [tab, { name, panel }] of Object.entries(this.tabs)) {
      const id = freshId();
      const node = button('tab', name, () => actions.look({ tab: tab as Tab }));
      setAttributes(node, { role: 'tab', id, 'aria-controls': `${id}-panel` });
      setAttributes(panel.node, { role: 'tabpanel', id: `${id}-panel`, 'aria-labelledby': id });
      this.buttons.set(tab as Tab, node);
      list.append(node);
    }
    list.addEventListener('keydown', (event) => this.key(event));
    this.node.append(list, ...Object.values(this.tabs).map(({ panel }) => panel.node));
  }

  update(picture: Picture, dragging: boolean): void {
    const { tab } = picture.view;
    this.tab = tab;
    for (const [name, { panel }] of Object.entries(this.tabs)) {
      const shown = name === tab;
      panel.node.hidden = !shown;
      setAttributes(this.buttons.get(name as Tab) as Element, {
        'aria-selected': String(shown),
        tabindex: shown ? 0 : -1,
      });
      if (shown) {
        panel.update(picture, dragging);
      }
    }
  }

  private key(event: KeyboardEvent): void {
    const names = [...this.buttons.keys()];
    const side = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (side) {
      event.preventDefault();
      const next = names[(names.indexOf(this.tab) + side + names.length) % names.length] as Tab;
      this.actions.look({ tab: next });
      this.buttons.get(next)?.focus();
    }
  }

  private readonly buttons = new Map<Tab, HTMLButtonElement>();
  private readonly tabs: Readonly<Record<Tab, { readonly name: string; readonly panel: Panel }>>;
  private tab: Tab = 'segment';
}
