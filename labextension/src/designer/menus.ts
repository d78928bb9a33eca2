import type { WidgetTracker } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import { Menu } from '@lumino/widgets';
import { CommandIDs } from './command-ids';
import type { ScheduleWidget } from './document/view';

/** What a menu under a button asks for. */
export type MenuName = 'add-segment' | 'export' | 'insert-as';

/** The menus that open under the buttons of the designer. */
export class Menus {
  constructor(
    private readonly commands: CommandRegistry,
    private readonly trans: TranslationBundle,
    private readonly tracker: WidgetTracker<ScheduleWidget>,
  ) {}

  /** Opens a menu under its button in the toolbar, or under what was pressed. */
  async open(name: MenuName, anchor?: HTMLElement): Promise<void> {
    const widget = this.tracker.currentWidget;
    const menu = await this.fill(name);
    const place =
      anchor ??
      widget?.toolbar.node.querySelector(`[data-jp-item-name="${name}"]`) ??
      widget?.content.node;
    const { left, bottom, top } = place?.getBoundingClientRect() ?? { left: 0, bottom: 0, top: 0 };
    menu.open(left, place === widget?.content.node ? top : bottom);
  }

  private async fill(name: MenuName): Promise<Menu> {
    const known = this.menus.get(name);
    if (known) {
      return known;
    }
    const menu = new Menu({ commands: this.commands });
    this.menus.set(name, menu);
    const fillers: Record<MenuName, () => Promise<void>> = {
      'add-segment': () => this.families(menu),
      export: () => this.formats(menu),
      'insert-as': () => this.targets(menu),
    };
    await fillers[name]();
    return menu;
  }

  /** The families come with the library, when their menu is opened first. */
  private async families(menu: Menu): Promise<void> {
    const [{ LEAF_FAMILIES }, { usualFirst }] = await Promise.all([
      import('./model/edits'),
      import('./model/usual'),
    ]);
    for (const { id, title } of usualFirst(LEAF_FAMILIES)) {
      const args = { family: id, title: this.trans.__(title) };
      menu.addItem({ command: CommandIDs.addSegment, args });
    }
  }

  private async formats(menu: Menu): Promise<void> {
    for (const format of ['png', 'svg', 'csv', 'json']) {
      menu.addItem({ command: CommandIDs.exportAs, args: { format } });
    }
    menu.addItem({ type: 'separator' });
    menu.addItem({ command: CommandIDs.copyJson });
    menu.addItem({ command: CommandIDs.copyCode });
  }

  private async targets(menu: Menu): Promise<void> {
    const own = { typescript: 'TypeScript', javascript: 'JavaScript' };
    const python = { pytorch: 'PyTorch', keras: 'Keras', optax: 'Optax' };
    for (const [target, name] of Object.entries(own)) {
      menu.addItem({ command: CommandIDs.insert, args: { target, name } });
    }
    menu.addItem({ type: 'separator' });
    for (const [target, name] of Object.entries(python)) {
      menu.addItem({
        command: CommandIDs.insert,
        args: { target, name: this.trans.__('%1 (Python)', name) },
      });
    }
  }

  private readonly menus = new Map<MenuName, Menu>();
}
