import type { TranslationBundle } from '@jupyterlab/translation';
import { part } from './elements';
import { type Look, swatchOf } from './look';

/** The key of one trace: a piece of its line or its mark, its name, and a button that hides it. */
export class Key {
  /** Holds the name; its text is set by its owner. */
  readonly name = part('span', 'name');
  readonly node = part('button', 'key');

  constructor(
    readonly role: string,
    trans: TranslationBundle,
    actions: { readonly toggle: () => void; readonly isolate: () => void },
  ) {
    this.node.type = 'button';
    this.node.title = trans.__('Show or hide; double-click, or Shift+Enter, to see it alone');
    this.node.append(this.swatch, this.name);
    this.node.addEventListener('click', actions.toggle);
    this.node.addEventListener('dblclick', actions.isolate);
    this.node.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && event.shiftKey) {
        event.preventDefault();
        actions.isolate();
      }
    });
  }

  show(shown: boolean): void {
    this.node.setAttribute('aria-pressed', String(shown));
  }

  paint(look: Look | undefined): void {
    this.swatch.replaceChildren(swatchOf(look));
  }

  private readonly swatch = part('span', 'swatch');
}
