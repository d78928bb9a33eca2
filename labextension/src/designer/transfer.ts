import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import { CommandIDs } from './command-ids';
import type { ScheduleView } from './document/view';

interface Surroundings {
  readonly commands: CommandRegistry;
  readonly trans: TranslationBundle;
  readonly current: () => ScheduleView | null;
}

/** Adds what carries schedules in and out: copy, paste. */
export function addTransfer({ commands, trans, current }: Surroundings): void {
  const describedBy = { args: { type: 'object', properties: {} } } as const;
  const hasSchedule = (): boolean => current()?.picture?.scene !== undefined;
  commands.addCommand(CommandIDs.copyJson, {
    label: trans.__('Copy as JSON'),
    describedBy,
    isEnabled: hasSchedule,
    execute: async () => {
      const view = current();
      if (view) await navigator.clipboard.writeText(view.text());
    },
  });
  commands.addCommand(CommandIDs.paste, {
    label: trans.__('Paste Schedule'),
    describedBy,
    isEnabled: () => current()?.picture !== undefined && !current()?.readOnly,
    execute: async () => {
      const view = current();
      if (view) await paste(view, trans);
    },
  });
}

/** Adds the schedule in the clipboard. */
export async function paste(view: ScheduleView, trans: TranslationBundle): Promise<void> {
  try {
    addText(view, await navigator.clipboard.readText());
  } catch (error) {
    Notification.error(trans.__('Nothing was pasted: %1', (error as Error).message));
  }
}

/** Adds a schedule that came as text. @throws when there is none in it. */
export function addText(view: ScheduleView, text: string, label?: string): void {
  if (text.length > 4_000_000) {
    throw new RangeError('the text is longer than 4,000,000 characters');
  }
  view.editor?.add(JSON.parse(text), label);
}
