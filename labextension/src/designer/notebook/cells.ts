import type { ICellModel } from '@jupyterlab/cells';
import type { NotebookPanel } from '@jupyterlab/notebook';
import { UUID } from '@lumino/coreutils';
import type { InsertTarget } from './code';

/** Key of a cell's metadata. */
const KEY = 'anneal';

/** What a cell remembers of the schedule it was written from. */
export interface CellMark {
  readonly version: 1;
  readonly id: string;
  readonly target: InsertTarget;
  /** The schedule as the file of the designer holds it. */
  readonly design: object;
  /** The source as it was inserted, in a few letters: another one was edited by hand. */
  readonly digest: string;
  /** Path of the file it came from. */
  readonly file?: string;
}

/** A cell that belongs to a schedule in the designer. */
export interface CellLink {
  readonly panel: NotebookPanel;
  readonly id: string;
}

/** A short fingerprint of a text; it tells edits from none, and keeps no secret. */
export function digestOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return `${text.length.toString(36)}-${hash.toString(36)}`;
}

/** What a cell remembers, if it is what we have written. */
export function markOf(cell: ICellModel): CellMark | undefined {
  const mark = cell.getMetadata(KEY) as Partial<CellMark> | undefined;
  const known = typeof mark === 'object' && mark !== null && typeof mark.id === 'string';
  return known && typeof mark.design === 'object' && typeof mark.digest === 'string'
    ? (mark as CellMark)
    : undefined;
}

/** Whether somebody has changed the source of a cell since it was written. */
export function isEditedByHand(cell: ICellModel): boolean {
  return markOf(cell)?.digest !== digestOf(cell.sharedModel.getSource());
}

/** The cell of a link, as long as it is there. */
export function linkedCell({ panel, id }: CellLink): ICellModel | undefined {
  if (panel.isDisposed) {
    return undefined;
  }
  const { widgets } = panel.content;
  return widgets.map(({ model }) => model).find((cell) => markOf(cell)?.id === id);
}

type Content = Pick<CellMark, 'target' | 'design' | 'file'> & { readonly source: string };

function markFor(id: string, { source, ...rest }: Content): CellMark {
  return { version: 1, id, ...rest, digest: digestOf(source) };
}

/** Puts a cell under the active one, as one step of undo, and makes it the active one. */
export function insertBelow(panel: NotebookPanel, content: Content): CellLink {
  const { content: notebook } = panel;
  const { model } = notebook;
  if (!model || model.readOnly) {
    throw new TypeError('The notebook is read-only');
  }
  const id = UUID.uuid4();
  const at = notebook.activeCell ? notebook.activeCellIndex + 1 : model.cells.length;
  model.sharedModel.insertCell(at, {
    cell_type: 'code',
    source: content.source,
    metadata: { trusted: true, [KEY]: markFor(id, content) as never },
  });
  notebook.activeCellIndex = at;
  notebook.deselectAll();
  void notebook.scrollToItem(at, 'smart');
  return { panel, id };
}

/** Writes a cell again, as one step of undo. */
export function updateCell(link: CellLink, cell: ICellModel, content: Content): void {
  const { sharedModel } = cell;
  sharedModel.transact(() => {
    sharedModel.setSource(content.source);
    sharedModel.setMetadata(KEY, markFor(link.id, content) as never);
  });
}

/** Gives a cell that was written by hand a mark, so that the designer finds it again. */
export function adopt(
  panel: NotebookPanel,
  cell: ICellModel,
  content: Omit<Content, 'source'>,
): CellLink {
  const id = markOf(cell)?.id ?? UUID.uuid4();
  // an empty source: whatever stands there was not written by us
  cell.sharedModel.setMetadata(KEY, markFor(id, { ...content, source: '' }) as never);
  return { panel, id };
}
