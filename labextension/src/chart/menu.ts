import { part, picture } from './elements';

/** What a menu offers. */
export interface MenuItem {
  readonly label: string;
  readonly title: string;
  run(): void;
}

/** A button that opens a short list; arrows, Home, End and Escape work as in any menu. */
export class Menu {
  readonly node = part('span', 'menu');

  constructor(
    label: string,
    private readonly items: readonly MenuItem[],
  ) {
    this.button.type = 'button';
    this.button.append(label, picture(8, 5, { d: 'M0.5 0.5h7l-3.5 4z', fill: 'currentColor' }));
    this.button.setAttribute('aria-haspopup', 'menu');
    this.button.addEventListener('click', () => this.toggle(this.list.hidden));
    this.button.addEventListener('keydown', (event) => {
      if (event.key === 'ArrowDown') {
        event.preventDefault();
        this.toggle(true);
      }
    });
    this.list.setAttribute('role', 'menu');
    this.list.setAttribute('aria-label', label);
    this.list.append(...items.map((item) => this.createItem(item)));
    this.list.addEventListener('keydown', (event) => this.onKey(event));
    this.node.append(this.button, this.list);
    this.node.addEventListener('focusout', ({ relatedTarget }) => {
      if (!this.node.contains(relatedTarget as Node | null)) {
        this.toggle(false);
      }
    });
    this.toggle(false);
  }

  private createItem({ label, title, run }: MenuItem): HTMLButtonElement {
    const item = part('button', 'item');
    item.type = 'button';
    item.tabIndex = -1;
    item.textContent = label;
    item.title = title;
    item.setAttribute('role', 'menuitem');
    item.addEventListener('click', () => {
      this.toggle(false);
      this.button.focus();
      run();
    });
    return item;
  }

  private toggle(open: boolean): void {
    this.list.hidden = !open;
    this.button.setAttribute('aria-expanded', String(open));
    if (open) {
      this.focus(0);
    }
  }

  private focus(index: number): void {
    const count = this.items.length;
    (this.list.children[(index + count) % count] as HTMLElement).focus();
  }

  private onKey(event: KeyboardEvent): void {
    const at = [...this.list.children].indexOf(event.target as Element);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      this.focus(to);
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      this.toggle(false);
      this.button.focus();
    }
  }

  private readonly button = part('button', 'button');
  private readonly list = part('div', 'items');
}
