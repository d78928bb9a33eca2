import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Dialog, Notification, showDialog } from '@jupyterlab/apputils';
import type { Cell, ICodeCellModel } from '@jupyterlab/cells';
import { PathExt } from '@jupyterlab/coreutils';
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import { say } from '../../say';
import { CommandIDs } from '../command-ids';
import { FACTORY, FILE_EXTENSION, SCHEDULE_MIME } from '../document/file-type';
import type { ScheduleView, ScheduleWidget } from '../document/view';
import { toolIcon } from '../icon';
import type { Menus } from '../menus';
import { toJson } from '../model/document';
import {
  adopt,
  type CellLink,
  insertBelow,
  isEditedByHand,
  linkedCell,
  markOf,
  updateCell,
} from './cells';
import type { InsertTarget } from './code';
import { languageOf } from './language';

interface Surroundings {
  readonly app: JupyterFrontEnd;
  readonly trans: TranslationBundle;
  readonly current: () => ScheduleView | null;
  readonly notebooks: INotebookTracker | null;
  readonly menus: Menus;
}

/** Adds what goes from a schedule to a notebook and back. */
export function addNotebookCommands({ app, trans, current, notebooks, menus }: Surroundings): void {
  const { commands } = app;
  const links = new WeakMap<ScheduleView, CellLink>();
  const linked = (view: ScheduleView): CellLink | undefined => {
    const link = links.get(view);
    return link && linkedCell(link) ? link : undefined;
  };

  commands.addCommand(CommandIDs.insert, {
    label: ({ target, name }) => {
      if (typeof target === 'string') {
        return typeof name === 'string' ? name : target;
      }
      const view = current();
      if (view && linked(view)) {
        return trans.__('Update the cell');
      }
      return notebooks?.currentWidget ? trans.__('Insert into notebook') : trans.__('Copy code');
    },
    caption: () => {
      const panel = notebooks?.currentWidget;
      return panel
        ? trans.__('Under the active cell of %1, in the language of its kernel', panel.title.label)
        : trans.__('No notebook is open: the code goes to the clipboard');
    },
    describedBy: {
      args: {
        type: 'object',
        properties: {
          target: {
            type: 'string',
            enum: ['typescript', 'javascript', 'pytorch', 'keras', 'optax'],
            description: trans.__(
              'What to write; the language of the kernel decides when left out',
            ),
          },
        },
      },
    },
    isEnabled: () => current()?.picture?.lr !== undefined,
    execute: async ({ target }) => {
      const view = current();
      if (view) {
        await report(trans, () => insert(view, target as InsertTarget | undefined));
      }
    },
  });

  commands.addCommand(CommandIDs.insertAs, {
    label: trans.__('Insert as …'),
    caption: trans.__('Choose the language or library of the code'),
    icon: toolIcon('down'),
    describedBy: { args: { type: 'object', properties: {} } },
    isEnabled: () => current()?.picture?.lr !== undefined,
    execute: () => menus.open('insert-as'),
  });

  async function insert(view: ScheduleView, given: InsertTarget | undefined): Promise<void> {
    const { cellSource, targetFor } = await import('./code');
    const { document } = view.context.model.sharedModel;
    const link = linked(view);
    const panel = link?.panel ?? notebooks?.currentWidget ?? undefined;
    const cell = link && linkedCell(link);
    const known = cell && markOf(cell)?.target;
    const target = given ?? known ?? targetFor(panel ? await languageOf(panel) : '');
    const source = cellSource(document, target);
    if (!panel) {
      await navigator.clipboard.writeText(source);
      Notification.info(trans.__('No notebook is open: the code was copied'), { autoClose: 4000 });
      return;
    }
    const content = { target, source, design: toJson(document), file: view.context.path };
    if (!link || !cell) {
      links.set(view, insertBelow(panel, content));
    } else {
      const answer = isEditedByHand(cell) ? await askWhatToDo(trans) : 'replace';
      if (answer === 'keep') {
        return;
      }
      if (answer === 'below') {
        links.set(view, insertBelow(panel, content));
      } else {
        updateCell(link, cell, content);
      }
    }
    commands.notifyCommandChanged(CommandIDs.insert);
    const words = link
      ? trans.__('Updated the cell in %1', panel.title.label)
      : trans.__('Inserted into %1', panel.title.label);
    view.editor?.announce(words);
    Notification.success(words, { autoClose: 3000 });
  }

  const designIn = (cell: Cell | null | undefined): unknown =>
    cell ? (markOf(cell.model)?.design ?? specInOutputs(cell)) : undefined;

  /** The cell under the context menu, which need not be the active one. */
  function pointedCell(): Cell | undefined {
    const node = app.contextMenuHitTest(({ classList }) => classList.contains('jp-CodeCell'));
    return notebooks?.currentWidget?.content.widgets.find((cell) => cell.node === node);
  }
  const cellOf = ({ pointed }: ReadonlyPartialJSONObject): Cell | null | undefined =>
    pointed ? pointedCell() : notebooks?.activeCell;

  commands.addCommand(CommandIDs.editCell, {
    label: trans.__('Edit in Schedule Designer'),
    caption: trans.__('Open the schedule of a cell in the designer'),
    describedBy: {
      args: {
        type: 'object',
        properties: {
          pointed: {
            type: 'boolean',
            description: trans.__('The cell under the context menu instead of the active one'),
          },
        },
      },
    },
    isVisible: (args) => designIn(cellOf(args)) !== undefined,
    isEnabled: (args) => designIn(cellOf(args)) !== undefined,
    execute: async (args) => {
      const panel = notebooks?.currentWidget;
      const cell = cellOf(args);
      const design = designIn(cell);
      if (panel && cell && typeof design === 'object' && design !== null) {
        await report(trans, () => edit(panel, cell, design));
      }
    },
  });

  async function edit(panel: NotebookPanel, cell: Cell, design: object): Promise<void> {
    const mark = markOf(cell.model);
    const path = (mark?.file && (await holds(mark.file, design))) || (await newFile(panel, design));
    const widget = (await commands.execute('docmanager:open', {
      path,
      factory: FACTORY,
      options: { mode: 'split-right', ref: panel.id },
    })) as ScheduleWidget | undefined;
    if (widget) {
      const { targetFor } = await import('./code');
      const target = targetFor(await languageOf(panel));
      const link = mark
        ? { panel, id: mark.id }
        : adopt(panel, cell.model, { target, design, file: path });
      links.set(widget.content, link);
      commands.notifyCommandChanged(CommandIDs.insert);
    }
  }

  /** The path of a file, when it still holds this design. */
  async function holds(path: string, design: object): Promise<string | undefined> {
    try {
      const { content } = await app.serviceManager.contents.get(path, {
        type: 'file',
        format: 'text',
        content: true,
      });
      return JSON.stringify(JSON.parse(content as string)) === JSON.stringify(design)
        ? path
        : undefined;
    } catch {
      return undefined;
    }
  }

  async function newFile(panel: NotebookPanel, design: object): Promise<string> {
    const { contents } = app.serviceManager;
    const folder = PathExt.dirname(panel.context.path);
    const file = await contents.newUntitled({ path: folder, type: 'file', ext: FILE_EXTENSION });
    await contents.save(file.path, {
      type: 'file',
      format: 'text',
      content: `${JSON.stringify(design, null, 2)}\n`,
    });
    return file.path;
  }
}

/** The schedule among the outputs of a cell, such as that of `show`. */
function specInOutputs({ model }: Cell): unknown {
  const outputs = (model as Partial<ICodeCellModel>).outputs;
  for (let index = 0; index < (outputs?.length ?? 0); index++) {
    const spec = outputs?.get(index).data[SCHEDULE_MIME];
    if (spec !== undefined) {
      return spec;
    }
  }
  return undefined;
}

async function askWhatToDo(trans: TranslationBundle): Promise<'keep' | 'below' | 'replace'> {
  const { button } = await showDialog({
    title: trans.__('This cell was changed by hand'),
    body: trans.__(
      'Its code is no longer what the designer has written. Replacing it can be undone in the notebook.',
    ),
    buttons: [
      Dialog.cancelButton({ label: trans.__('Keep mine') }),
      Dialog.okButton({ label: trans.__('Insert below'), actions: ['below'] }),
      Dialog.warnButton({ label: trans.__('Replace') }),
    ],
  });
  if (!button.accept) {
    return 'keep';
  }
  return button.actions.includes('below') ? 'below' : 'replace';
}

async function report(trans: TranslationBundle, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    say(trans.__('This did not work: %1', (error as Error).message));
  }
}
