import {
  ILayoutRestorer,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin,
} from '@jupyterlab/application';
import {
  createToolbarFactory,
  ICommandPalette,
  IThemeManager,
  IToolbarWidgetRegistry,
  WidgetTracker,
} from '@jupyterlab/apputils';
import { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import { ILauncher } from '@jupyterlab/launcher';
import { IMainMenu } from '@jupyterlab/mainmenu';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { say } from '../say';
import { addActions } from './actions';
import { CommandIDs } from './command-ids';
import { ScheduleWidgetFactory } from './document/factory';
import { FACTORY, FILE_EXTENSION, FILE_TYPE, SCHEDULE_MIME } from './document/file-type';
import { ScheduleModelFactory } from './document/model';
import type { ScheduleWidget } from './document/view';
import { addFileCommands } from './file-commands';
import { scheduleIcon } from './icon';
import { Menus } from './menus';
import { addNotebookCommands } from './notebook/commands';
import { readLook } from './settings';
import { addText, addTransfer, paste } from './transfer';

const PLUGIN_ID = 'jupyterlab-anneal:designer';

/** Opens `*.lrs.json` files in the Schedule Designer. Every part of the user interface it uses may be missing. */
export const designerPlugin: JupyterFrontEndPlugin<void> = {
  id: PLUGIN_ID,
  description:
    'The Schedule Designer: learning-rate schedules as documents that are drawn and dragged.',
  autoStart: true,
  optional: [
    ILayoutRestorer,
    INotebookTracker,
    ILauncher,
    ICommandPalette,
    IMainMenu,
    IDefaultFileBrowser,
    ISettingRegistry,
    IToolbarWidgetRegistry,
    IThemeManager,
    ITranslator,
  ],
  activate,
};

function activate(
  app: JupyterFrontEnd,
  restorer: ILayoutRestorer | null,
  notebooks: INotebookTracker | null,
  launcher: ILauncher | null,
  palette: ICommandPalette | null,
  menu: IMainMenu | null,
  browser: IDefaultFileBrowser | null,
  registry: ISettingRegistry | null,
  toolbars: IToolbarWidgetRegistry | null,
  themes: IThemeManager | null,
  given: ITranslator | null,
): void {
  const { commands, docRegistry } = app;
  const translator = given ?? nullTranslator;
  const trans = translator.load('jupyterlab_anneal');
  const tracker = new WidgetTracker<ScheduleWidget>({ namespace: 'schedule-designer' });
  const current = (): ScheduleWidget['content'] | null => tracker.currentWidget?.content ?? null;
  const look = readLook(registry, PLUGIN_ID);
  const menus = new Menus(commands, trans, tracker);

  docRegistry.addFileType({
    name: FILE_TYPE,
    displayName: trans.__('Learning-rate schedule'),
    extensions: [FILE_EXTENSION],
    mimeTypes: [SCHEDULE_MIME],
    fileFormat: 'text',
    contentType: 'file',
    icon: scheduleIcon,
  });
  docRegistry.addModelFactory(new ScheduleModelFactory());
  const factory = new ScheduleWidgetFactory(
    {
      name: FACTORY,
      label: trans.__('Schedule Designer'),
      modelName: 'anneal-schedule',
      fileTypes: [FILE_TYPE],
      defaultFor: [FILE_TYPE],
      translator,
      ...(toolbars &&
        registry && {
          toolbarFactory: createToolbarFactory(toolbars, registry, FACTORY, PLUGIN_ID, translator),
        }),
    },
    {
      trans,
      themes,
      look,
      chooseFamily: (anchor) => void menus.open('add-segment', anchor),
      paste: (view, text) => void paste(view, trans, text),
      drop: {
        load: async (path) => {
          const file = await app.serviceManager.contents.get(path, {
            type: 'file',
            format: 'text',
            content: true,
          });
          return file.content as string;
        },
        take: (view, text, name) => addText(view, trans, text, name),
        failed: (name, error) => {
          say(trans.__('%1 was not added: %2', name, error.message));
        },
      },
    },
  );
  docRegistry.addWidgetFactory(factory);

  factory.widgetCreated.connect((_, widget) => {
    widget.title.icon = scheduleIcon;
    widget.context.pathChanged.connect(() => void tracker.save(widget));
    widget.content.changed.connect(() => {
      for (const id of Object.values(CommandIDs)) {
        if (commands.hasCommand(id)) commands.notifyCommandChanged(id);
      }
    });
    void tracker.add(widget);
  });
  void restorer?.restore(tracker, {
    command: 'docmanager:open',
    args: ({ context }) => ({ path: context.path, factory: FACTORY }),
    name: ({ context }) => context.path,
  });

  addActions(commands, trans, current);
  addFileCommands({ app, trans, current, browser, menus });
  addTransfer({ commands, trans, current, menus });
  addNotebookCommands({ app, trans, current, notebooks, menus });
  menu?.editMenu.undoers.undo.add({
    id: CommandIDs.undo,
    isEnabled: (widget) => tracker.has(widget),
  });
  menu?.editMenu.undoers.redo.add({
    id: CommandIDs.redo,
    isEnabled: (widget) => tracker.has(widget),
  });
  launcher?.add({ command: CommandIDs.create, category: trans.__('Other'), rank: 1 });
  for (const command of Object.values(CommandIDs)) {
    if (commands.hasCommand(command)) {
      palette?.addItem({
        command,
        category: trans.__('Schedule Designer'),
        args: { isPalette: true },
      });
    }
  }
}
