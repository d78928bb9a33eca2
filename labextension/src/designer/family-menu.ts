import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import { Menu } from '@lumino/widgets';
import { CommandIDs } from './command-ids';

/** The menu of families a segment can be made of. */
export class FamilyMenu {
  constructor(
    private readonly commands: CommandRegistry,
    private readonly trans: TranslationBundle,
  ) {}

  /** Opens the menu under a button; the families come with the library, when it is opened first. */
  open(anchor: HTMLElement): void {
    void this.fill().then((menu) => {
      const { left, bottom } = anchor.getBoundingClientRect();
      menu.open(left, bottom);
    });
  }

  private async fill(): Promise<Menu> {
    if (!this.menu) {
      const [{ LEAF_FAMILIES }, { usualFirst }] = await Promise.all([
        import('./model/edits'),
        import('./model/usual'),
      ]);
      this.menu = new Menu({ commands: this.commands });
      this.menu.addClass('jp-AnnealDesigner-menu');
      for (const { id, title } of usualFirst(LEAF_FAMILIES)) {
        this.menu.addItem({
          command: CommandIDs.addSegment,
          args: { family: id, title: this.trans.__(title) },
        });
      }
    }
    return this.menu;
  }

  private menu: Menu | undefined;
}
