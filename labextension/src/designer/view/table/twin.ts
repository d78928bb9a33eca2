import type { TranslationBundle } from '@jupyterlab/translation';
import { pointRows } from '../../model/table';
import { button, part, setAttributes } from '../dom';
import type { Actions, Picture, View } from '../picture';
import { Cells } from './cells';
import { epochTable, findingTable } from './plain';
import { pointTable } from './points';

type Tab = NonNullable<View['table']>;

/** The chart as a table: every point, to read and to edit with the keyboard alone. */
export class Twin {
  readonly node = part('section', 'twin', { hidden: true });

  constructor(
    private readonly trans: TranslationBundle,
    private readonly actions: Actions,
  ) {
    this.node.setAttribute('aria-label', trans.__('Table'));
    const names: Record<Tab, string> = {
      points: trans.__('Points'),
      epochs: trans.__('Every epoch'),
      findings: trans.__('Findings'),
    };
    const tabs = part('div', 'choices', { role: 'group', 'aria-label': trans.__('Rows') });
    for (const [tab, name] of Object.entries(names)) {
      const node = button('choice', name, () => actions.look({ table: tab as Tab }));
      node.dataset.tab = tab;
      tabs.append(node);
    }
    this.tabs = tabs;
    const keys = part(
      'span',
      'keyhelp muted',
      {},
      ...[
        ['↑ ↓', trans.__('row')],
        ['Enter', trans.__('edit')],
        ['+ −', trans.__('fine')],
        ['Shift', trans.__('coarse')],
        ['F6', trans.__('next pane')],
      ].flatMap(([key, words]) => [part('kbd', '', {}, key), `${words} `]),
    );
    this.node.append(part('div', 'twinhead', {}, tabs, part('span', 'space'), keys), this.scroll);
    this.cells = new Cells(this.scroll, actions);
  }

  update(picture: Picture, dragging: boolean): void {
    this.cells.update(picture);
    const { scene, view } = picture;
    const { table } = view;
    this.node.hidden = !table || !scene;
    if (!table || !scene || dragging) {
      return;
    }
    for (const node of this.tabs.children) {
      const { tab } = (node as HTMLElement).dataset;
      setAttributes(node, { 'aria-pressed': String(tab === table) });
    }
    const focus = this.cells.place(document.activeElement);
    const tables: Record<Tab, () => HTMLElement> = {
      points: () => {
        const rows = pointRows(scene, picture.handles, picture.findings);
        this.cells.update(picture, rows);
        return pointTable(picture, rows, this.trans);
      },
      epochs: () => epochTable(scene, this.trans),
      findings: () => findingTable(picture.findings, this.actions, this.trans),
    };
    this.scroll.replaceChildren(tables[table]());
    // a table without cells to edit is scrolled with the keys
    setAttributes(this.scroll, { tabindex: table === 'points' ? undefined : 0 });
    if (focus && this.scroll.isConnected) {
      this.cells.cell(focus)?.focus();
    }
  }

  focus(): void {
    this.scroll.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }

  private readonly tabs: HTMLElement;
  private readonly scroll = part('div', 'twinscroll');
  private readonly cells: Cells;
}
