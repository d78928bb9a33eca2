import type { TranslationBundle } from '@jupyterlab/translation';
import type { Table } from 'anneal/pure';
import type { PaintedFigure } from '../plotly';
import { CellView, createHeading, textOf } from './cell';
import { part, setText } from './elements';
import type { Key } from './key';
import { type Hide, Keys } from './keys';
import { lookOf } from './look';

/** The table under a chart; where a row names a trace, its first cell is the key that hides it. */
export class ChartTable {
  readonly node = part('div', 'scroll');

  constructor(trans: TranslationBundle, hide: Hide) {
    this.keys = new Keys(trans, hide);
  }

  update(table: Table | undefined, hidden: ReadonlySet<string>): void {
    this.node.hidden = !table;
    if (!table) {
      return;
    }
    // built again only when its shape changes: a frame must not take the focus off a key
    const shape = JSON.stringify([table.columns, table.rows.map(({ role }) => role)]);
    if (shape !== this.shape) {
      this.shape = shape;
      this.build(table);
    }
    table.rows.forEach(({ cells }, index) => {
      const row = this.rows[index];
      if (row) {
        setText(row.name, textOf(cells[0]));
        row.cells.forEach((cell, at) => {
          cell.update(cells[at + 1]);
        });
      }
    });
    this.keys.show(hidden);
  }

  /** Gives keys and rows the looks of the traces they name. */
  paint(figure: PaintedFigure): void {
    this.keys.paint(figure);
    for (const { node, role } of this.rows) {
      node.style.setProperty(
        '--jp-AnnealChart-line',
        (role && lookOf(role, figure)?.color) || 'currentcolor',
      );
    }
  }

  private build({ columns, rows }: Table): void {
    const table = part('table', 'table');
    table
      .createTHead()
      .insertRow()
      .append(...columns.map(createHeading));
    const body = table.createTBody();
    const keys: Key[] = [];
    this.rows = rows.map(({ role }) => {
      const node = body.insertRow();
      const head = document.createElement('th');
      head.scope = 'row';
      head.dataset.align = columns[0]?.align;
      const key = role ? this.keys.create(role) : undefined;
      const name = key?.name ?? head;
      if (key) {
        keys.push(key);
        head.append(key.node);
      }
      node.append(head);
      const cells = columns.slice(1).map(({ align }) => {
        const cell = node.insertCell();
        cell.dataset.align = align;
        return new CellView(cell);
      });
      return { node, role, name, cells };
    });
    this.keys.adopt(keys);
    this.node.replaceChildren(table);
  }

  private readonly keys: Keys;
  private rows: readonly {
    readonly node: HTMLElement;
    readonly role: string | undefined;
    readonly name: HTMLElement;
    readonly cells: readonly CellView[];
  }[] = [];
  private shape = '';
}
