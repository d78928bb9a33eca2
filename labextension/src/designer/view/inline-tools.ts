import type { TranslationBundle } from '@jupyterlab/translation';
import { button, part, setText } from './dom';
import type { EditorHost } from './host';
import { type IconName, icon } from './icons';
import type { Actions, Command } from './picture';

/** The toolbar of an editor in an output: commands that need nothing but the editor, and a remark. */
export class InlineTools {
  readonly node: HTMLElement;

  constructor(
    trans: TranslationBundle,
    actions: Actions,
    host: EditorHost,
    toggleInspector: () => void,
  ) {
    const tool = (command: Command, label: string, name: IconName): HTMLElement =>
      button('action is-flat tooltext', label, () => actions.run(command), { icon: icon(name) });
    const copy = button('action is-flat tooltext', trans.__('Copy code'), () => host.copyCode?.(), {
      icon: icon('insert'),
    });
    copy.hidden = !host.copyCode;
    const side = button('action is-flat tooltext', trans.__('Inspector'), toggleInspector, {
      icon: icon('presets'),
    });
    this.node = part(
      'div',
      'inlinetools',
      { role: 'toolbar', 'aria-label': trans.__('Schedule') },
      tool('add-warmup', trans.__('Add warm-up'), 'warmup'),
      tool('log-axis', trans.__('Log axis'), 'log'),
      tool('momentum', trans.__('Momentum'), 'momentum'),
      tool('table', trans.__('Table'), 'table'),
      side,
      part('span', 'space'),
      this.remarks,
      copy,
    );
  }

  /** A sentence beside the tools. */
  remark(text: string): void {
    setText(this.remarks, text);
  }

  private readonly remarks = part('span', 'muted note', { role: 'status' });
}
