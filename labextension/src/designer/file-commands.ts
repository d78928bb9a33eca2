import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import type { TranslationBundle } from '@jupyterlab/translation';
import { redoIcon, undoIcon } from '@jupyterlab/ui-components';
import { CommandIDs } from './command-ids';
import { FACTORY, FILE_EXTENSION } from './document/file-type';
import type { ScheduleView } from './document/view';
import { scheduleIcon, toolIcon } from './icon';
import type { Menus } from './menus';

interface Surroundings {
  readonly app: JupyterFrontEnd;
  readonly trans: TranslationBundle;
  readonly current: () => ScheduleView | null;
  readonly browser: IDefaultFileBrowser | null;
  readonly menus: Menus;
}

/** Adds the commands that make files, undo and redo, and add segments. */
export function addFileCommands({ app, trans, current, browser, menus }: Surroundings): void {
  const { commands, serviceManager } = app;
  commands.addCommand(CommandIDs.create, {
    label: ({ isPalette }) =>
      isPalette ? trans.__('New Learning-Rate Schedule') : trans.__('Schedule Designer'),
    caption: trans.__('Draw a learning-rate schedule'),
    icon: scheduleIcon,
    describedBy: {
      args: {
        type: 'object',
        properties: { cwd: { type: 'string', description: trans.__('Folder of the new file') } },
      },
    },
    execute: async ({ cwd }) => {
      const path = typeof cwd === 'string' ? cwd : (browser?.model.path ?? '');
      const { contents } = serviceManager;
      const file = await contents.newUntitled({ path, type: 'file', ext: FILE_EXTENSION });
      await contents.save(file.path, {
        type: 'file',
        format: 'text',
        content: '{\n  "version": 1\n}\n',
      });
      return commands.execute('docmanager:open', { path: file.path, factory: FACTORY });
    },
  });
  commands.addCommand(CommandIDs.undo, {
    label: trans.__('Undo'),
    icon: undoIcon,
    describedBy: { args: { type: 'object', properties: {} } },
    isEnabled: () => current()?.context.model.sharedModel.canUndo() ?? false,
    execute: () => current()?.context.model.sharedModel.undo(),
  });
  commands.addCommand(CommandIDs.redo, {
    label: trans.__('Redo'),
    icon: redoIcon,
    describedBy: { args: { type: 'object', properties: {} } },
    isEnabled: () => current()?.context.model.sharedModel.canRedo() ?? false,
    execute: () => current()?.context.model.sharedModel.redo(),
  });
  commands.addCommand(CommandIDs.addSegment, {
    label: ({ title }) => (typeof title === 'string' ? title : trans.__('Add Segment')),
    icon: ({ title }) => (typeof title === 'string' ? undefined : toolIcon('plus')),
    caption: trans.__('Add a segment behind the chosen one'),
    describedBy: {
      args: {
        type: 'object',
        properties: {
          family: {
            type: 'string',
            description: trans.__('Family of the segment; a menu asks for it when left out'),
          },
        },
      },
    },
    isEnabled: () => {
      const picture = current()?.picture;
      return picture?.scene !== undefined && !picture.readOnly;
    },
    execute: ({ family }) =>
      typeof family === 'string'
        ? current()?.editor?.run('add-segment', family)
        : menus.open('add-segment'),
  });
}
