import type { TranslationBundle } from '@jupyterlab/translation';
import { part, picture } from './elements';
import type { Look } from './look';

/** The key of one trace: a piece of its line, its name, and a button that hides it. */
export class Key {
  /** Holds the name; its text is set by the table like that of a cell. */
  readonly name = part('span', 'name');
  readonly node = part('button', 'key');

  constructor(
    readonly role: string,
    trans: TranslationBundle,
    actions: { readonly toggle: () => void; readonly isolate: () => void },
  ) {
    this.node.type = 'button';
    this.node.title = trans.__('Show or hide; double-click to see it alone');
    this.node.append(this.swatch, this.name);
    this.node.addEventListener('click', actions.toggle);
    this.node.addEventListener('dblclick', actions.isolate);
  }

  show(shown: boolean): void {
    this.node.setAttribute('aria-pressed', String(shown));
  }

  paint(look: Look | undefined): void {
    this.swatch.replaceChildren(
      picture(24, 4, {
        d: 'M0 2h24',
        stroke: look?.color ?? 'none',
        'stroke-width': '3',
        'stroke-dasharray': look?.dash || 'none',
      }),
    );
  }

  private readonly swatch = part('span', 'swatch');
}
