import { InputDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import { say } from '../say';
import { CommandIDs } from './command-ids';
import type { ScheduleView } from './document/view';
import type { ExportFormat } from './export';
import { toolIcon } from './icon';
import type { Menus } from './menus';
import type { AskFor } from './read-code';

interface Surroundings {
  readonly commands: CommandRegistry;
  readonly trans: TranslationBundle;
  readonly current: () => ScheduleView | null;
  readonly menus: Menus;
}

/** Adds what carries schedules in and out: copy, paste, export. */
export function addTransfer({ commands, trans, current, menus }: Surroundings): void {
  const describedBy = { args: { type: 'object', properties: {} } } as const;
  const hasSchedule = (): boolean => current()?.picture?.lr !== undefined;
  const withView = (work: (view: ScheduleView) => Promise<void>) => async (): Promise<void> => {
    const view = current();
    if (view) {
      await work(view).catch((error: Error) => {
        say(trans.__('This did not work: %1', error.message));
      });
    }
  };
  commands.addCommand(CommandIDs.copyJson, {
    label: trans.__('Copy Schedule as JSON'),
    describedBy,
    isEnabled: hasSchedule,
    execute: withView(async (view) => {
      await navigator.clipboard.writeText(view.text());
      view.editor?.announce(trans.__('Copied as JSON'));
    }),
  });
  commands.addCommand(CommandIDs.copyCode, {
    label: trans.__('Copy Schedule as Code'),
    describedBy,
    isEnabled: hasSchedule,
    execute: withView(async (view) => {
      const { cellSource } = await import('./notebook/code');
      await navigator.clipboard.writeText(
        cellSource(view.context.model.sharedModel.document, 'typescript'),
      );
      view.editor?.announce(trans.__('Copied as code'));
    }),
  });
  commands.addCommand(CommandIDs.paste, {
    label: trans.__('Paste Schedule'),
    describedBy,
    isEnabled: () => current()?.picture !== undefined && !current()?.readOnly,
    execute: withView((view) => paste(view, trans)),
  });
  const names: Record<ExportFormat, string> = {
    png: trans.__('Picture (PNG)'),
    svg: trans.__('Drawing (SVG)'),
    csv: trans.__('Table of rates (CSV)'),
    json: trans.__('Schedule (JSON)'),
  };
  commands.addCommand(CommandIDs.exportAs, {
    label: ({ format }) => names[format as ExportFormat] ?? trans.__('Export'),
    icon: ({ format }) => (format ? undefined : toolIcon('export')),
    describedBy: {
      args: {
        type: 'object',
        properties: {
          format: {
            type: 'string',
            enum: Object.keys(names),
            description: trans.__('What to write; a menu asks for it when left out'),
          },
        },
      },
    },
    isEnabled: hasSchedule,
    execute: ({ format }) =>
      typeof format === 'string' && format in names
        ? withView((view) => exportAs(view, format as ExportFormat))()
        : menus.open('export'),
  });
}

async function exportAs(view: ScheduleView, format: ExportFormat): Promise<void> {
  const { csvOf, download, pngOf, svgOf } = await import('./export');
  const { document } = view.context.model.sharedModel;
  const background = getComputedStyle(view.node).backgroundColor;
  const makers: Record<ExportFormat, () => Blob | Promise<Blob>> = {
    png: () => pngOf(document, background),
    svg: () => new Blob([svgOf(document)], { type: 'image/svg+xml' }),
    csv: () => new Blob([csvOf(document)], { type: 'text/csv' }),
    json: () => new Blob([view.text()], { type: 'application/json' }),
  };
  const extension = format === 'json' ? 'lrs.json' : format;
  download(`${view.name}.${extension}`, await makers[format]());
}

/** Adds the schedule in a text that was pasted, or in the clipboard. */
export async function paste(
  view: ScheduleView,
  trans: TranslationBundle,
  text?: string,
): Promise<void> {
  try {
    await addText(view, trans, text ?? (await navigator.clipboard.readText()));
  } catch (error) {
    say(trans.__('Nothing was pasted: %1', (error as Error).message));
  }
}

/** Adds a schedule that came as text, JSON or code. @throws when there is none in it. */
export async function addText(
  view: ScheduleView,
  trans: TranslationBundle,
  text: string,
  label?: string,
): Promise<void> {
  const { readText } = await import('./read-text');
  view.editor?.add(await readText(text, askFor(trans)), label);
}

/** A number as code writes it; a field for numbers takes whole ones only. */
const NUMBER = '[+\\-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+\\-]?\\d+)?';

/** A question for a number that the code leaves open. */
const askFor =
  (trans: TranslationBundle): AskFor =>
  async (name, why) => {
    const { value } = await InputDialog.getText({
      title: trans.__('The code does not say what %1 is', name),
      label: why,
      placeholder: '1e-3',
      pattern: NUMBER,
      required: true,
      okLabel: trans.__('Use it'),
    });
    return value ? Number(value) : undefined;
  };
