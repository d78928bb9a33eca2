import type { TranslationBundle } from '@jupyterlab/translation';
import type { Table } from 'anneal/pure';
import type { PaintedFigure } from '../plotly';
import { part, setText } from './elements';
import { Key } from './key';
import { lookOf } from './look';
import { keepKeys } from './toolbar';

/** Asks to hide the traces of these roles and to show all others. */
export type Hide = (roles: ReadonlySet<string>) => void;

type Row = Table['rows'][number];

/** The table under a chart; where a row names a trace, its first cell is the key that hides it. */
export class ChartTable {
  readonly node = part('div', 'scroll');

  constructor(
    private readonly trans: TranslationBundle,
    private readonly hide: Hide,
  ) {
    keepKeys(this.node);
  }

  update(table: Table | undefined, hidden: ReadonlySet<string>): void {
    this.node.hidden = !table;
    if (!table) {
      return;
    }
    this.hidden = hidden;
    // built again only when its shape changes: a frame must not take the focus off a key
    const shape = JSON.stringify([table.columns, table.rows.map(({ role }) => role)]);
    if (shape !== this.shape) {
      this.shape = shape;
      this.build(table);
    }
    table.rows.forEach((row, index) => {
      this.fillRow(row, index);
    });
    for (const key of this.keys) {
      key.show(!hidden.has(key.role));
    }
  }

  /** Gives the keys the looks of the traces they name. */
  paint(figure: PaintedFigure): void {
    for (const key of this.keys) {
      key.paint(lookOf(key.role, figure));
    }
  }

  private build({ columns, rows }: Table): void {
    const table = part('table', 'table');
    const heading = table.createTHead().insertRow();
    for (const { title, align } of columns) {
      heading.append(cell('col', align, title));
    }
    this.keys = [];
    const body = table.createTBody();
    this.texts = rows.map(({ role }) => {
      const cells = columns.map(({ align }, at) => cell(at === 0 ? 'row' : undefined, align));
      body.insertRow().append(...cells);
      if (!role) {
        return cells;
      }
      const key = new Key(role, this.trans, {
        toggle: () => this.toggle(role),
        isolate: () => this.isolate(role),
      });
      this.keys.push(key);
      cells[0]?.append(key.node);
      return [key.name, ...cells.slice(1)];
    });
    this.node.replaceChildren(table);
  }

  private fillRow({ cells }: Row, index: number): void {
    this.texts[index]?.forEach((node, at) => {
      setText(node, cells[at] ?? '');
    });
  }

  private toggle(role: string): void {
    const hidden = new Set(this.hidden);
    if (!hidden.delete(role)) {
      hidden.add(role);
    }
    this.hide(hidden);
  }

  private isolate(role: string): void {
    const others = this.keys.map((key) => key.role).filter((other) => other !== role);
    const alone = others.every((other) => this.hidden.has(other));
    this.hide(new Set(alone ? [] : others));
  }

  private keys: Key[] = [];
  private texts: readonly (readonly HTMLElement[])[] = [];
  private hidden: ReadonlySet<string> = new Set();
  private shape = '';
}

function cell(scope: 'row' | 'col' | undefined, align: string, text = ''): HTMLTableCellElement {
  const node = document.createElement(scope ? 'th' : 'td');
  if (scope) {
    node.scope = scope;
  }
  node.dataset.align = align;
  node.textContent = text;
  return node;
}
