import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import { CommandIDs } from './command-ids';
import type { ScheduleView } from './document/view';
import { toolIcon } from './icon';
import type { IconName } from './view/icons';
import type { Command, Picture } from './view/picture';

interface Action {
  readonly id: string;
  readonly command: Command;
  readonly label: string;
  readonly caption?: string;
  readonly icon?: IconName;
  /** Changes the document, so it is off where that is read-only. */
  readonly edits?: boolean;
  isEnabled?(picture: Picture): boolean;
  isToggled?(picture: Picture): boolean;
}

const NO_ARGUMENTS = { args: { type: 'object', properties: {} } } as const;

/** Adds the commands that work on the schedule in front. */
export function addActions(
  commands: CommandRegistry,
  trans: TranslationBundle,
  current: () => ScheduleView | null,
): void {
  const segments = (picture: Picture): number => picture.scene?.segments.length ?? 0;
  const isLead = ({ scene, view }: Picture): boolean =>
    scene?.segments[view.selected]?.item.lead !== undefined;
  const actions: readonly Action[] = [
    {
      id: CommandIDs.addWarmup,
      command: 'add-warmup',
      label: trans.__('Add Warm-up'),
      caption: trans.__('Let the rate rise first, over a twentieth of the run'),
      icon: 'warmup',
      edits: true,
      isEnabled: ({ scene }) => scene?.segments[0]?.item.lead === undefined,
    },
    {
      id: CommandIDs.split,
      command: 'split',
      label: trans.__('Split Segment'),
      edits: true,
      isEnabled: (picture) => !isLead(picture),
    },
    {
      id: CommandIDs.join,
      command: 'join',
      label: trans.__('Join with Next Segment'),
      edits: true,
      isEnabled: (picture) => picture.view.selected < segments(picture) - 1 && !isLead(picture),
    },
    {
      id: CommandIDs.repeat,
      command: 'repeat',
      label: trans.__('Repeat Segment'),
      edits: true,
      isEnabled: (picture) => !isLead(picture),
    },
    {
      id: CommandIDs.duplicate,
      command: 'duplicate',
      label: trans.__('Duplicate Segment'),
      edits: true,
      isEnabled: (picture) => !isLead(picture),
    },
    {
      id: CommandIDs.remove,
      command: 'remove',
      label: trans.__('Remove Segment'),
      edits: true,
      isEnabled: (picture) => segments(picture) > 1,
    },
    {
      id: CommandIDs.presets,
      command: 'advice',
      label: trans.__('Presets'),
      caption: trans.__('Schedules to try, with reasons'),
      icon: 'presets',
    },
    {
      id: CommandIDs.compare,
      command: 'compare',
      label: trans.__('Compare'),
      icon: 'compare',
      isToggled: ({ view }) => view.tab === 'compare',
    },
    {
      id: CommandIDs.logAxis,
      command: 'log-axis',
      label: trans.__('Log Axis'),
      icon: 'log',
      isToggled: ({ view }) => view.log,
    },
    {
      id: CommandIDs.momentum,
      command: 'momentum',
      label: trans.__('Momentum'),
      caption: trans.__('Schedule the momentum together with the rate'),
      icon: 'momentum',
      edits: true,
      isToggled: ({ document }) => document.momentum !== undefined,
    },
    {
      id: CommandIDs.table,
      command: 'table',
      label: trans.__('Table'),
      icon: 'table',
      isToggled: ({ view }) => view.table !== undefined,
    },
    {
      id: CommandIDs.nextFinding,
      command: 'next-finding',
      label: trans.__('Next Finding'),
      isEnabled: ({ findings }) => findings.length > 0,
    },
    {
      id: CommandIDs.applyFix,
      command: 'apply-fix',
      label: trans.__('Apply Fix'),
      edits: true,
      isEnabled: ({ finding }) => finding?.fix !== undefined,
    },
    { id: CommandIDs.nextPane, command: 'next-pane', label: trans.__('Next Pane') },
    { id: CommandIDs.previousPane, command: 'previous-pane', label: trans.__('Previous Pane') },
  ];
  for (const { id, command, label, caption, icon, edits, isEnabled, isToggled } of actions) {
    const isOn = (picture: Picture | undefined): boolean => {
      const anytime =
        command === 'advice' || command === 'next-pane' || command === 'previous-pane';
      return (
        picture !== undefined &&
        (anytime ||
          (picture.scene !== undefined &&
            !(edits && picture.readOnly) &&
            (isEnabled?.(picture) ?? true)))
      );
    };
    commands.addCommand(id, {
      label,
      ...(icon && { icon: toolIcon(icon) }),
      caption: () =>
        current()?.picture?.document.spec
          ? (caption ?? label)
          : trans.__('%1: choose a shape first', label),
      describedBy: NO_ARGUMENTS,
      isEnabled: () => isOn(current()?.picture),
      ...(isToggled && {
        isToggleable: true,
        isToggled: () => {
          const picture = current()?.picture;
          return picture !== undefined && isToggled(picture);
        },
      }),
      execute: () => current()?.editor?.run(command),
    });
  }
}
