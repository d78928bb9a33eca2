import type { TranslationBundle } from '@jupyterlab/translation';
import type { Figure } from 'anneal/pure';
import type { PaintedFigure } from '../plotly';
import { part, setText } from './elements';
import { Key } from './key';
import { lookOf } from './look';

/** Asks to hide the traces of these roles and to show all others. */
export type Hide = (roles: ReadonlySet<string>) => void;

/** Keys that hide and isolate traces, whoever shows them. */
export class Keys {
  readonly node = part('div', 'keys');

  constructor(
    private readonly trans: TranslationBundle,
    private readonly hide: Hide,
  ) {
    this.node.setAttribute('role', 'group');
    this.node.setAttribute('aria-label', trans.__('Lines'));
  }

  /** A key for each named line of the upper panel; none where one line is all. */
  update(figure: Figure, hidden: ReadonlySet<string>, wanted: boolean): void {
    const names = new Map<string, string>();
    for (const { name, meta, yaxis } of figure.data) {
      if (name && !yaxis && !names.has(meta.role)) {
        names.set(meta.role, name);
      }
    }
    this.node.hidden = !wanted || names.size < 2;
    const shape = JSON.stringify([...names.keys()]);
    if (shape !== this.shape) {
      this.shape = shape;
      this.keys = [...names.keys()].map((role) => this.create(role));
      this.node.replaceChildren(...this.keys.map(({ node }) => node));
    }
    this.show(hidden);
    for (const key of this.keys) {
      if (!key.name.textContent) {
        setText(key.name, names.get(key.role) ?? '');
      }
    }
  }

  /** A key for a role; its place is up to the caller. */
  create(role: string): Key {
    return new Key(role, this.trans, {
      toggle: () => this.toggle(role),
      isolate: () => this.isolate(role),
    });
  }

  /** Takes keys that stand elsewhere. */
  adopt(keys: readonly Key[]): void {
    this.keys = keys;
  }

  show(hidden: ReadonlySet<string>): void {
    this.hidden = hidden;
    for (const key of this.keys) {
      key.show(!hidden.has(key.role));
    }
  }

  /** Gives the keys the looks of the traces they name. */
  paint(figure: PaintedFigure): void {
    for (const key of this.keys) {
      key.paint(lookOf(key.role, figure));
      // the name of a smoothed line says how much
      const { name } = figure.data.find(({ meta }) => meta?.role === key.role) ?? {};
      if (name && this.node.contains(key.node)) {
        setText(key.name, name);
      }
    }
  }

  private toggle(role: string): void {
    const hidden = new Set(this.hidden);
    if (!hidden.delete(role)) {
      hidden.add(role);
    }
    this.hide(hidden);
  }

  private isolate(role: string): void {
    const others = this.keys.map((key) => key.role).filter((other) => other !== role);
    const alone = others.every((other) => this.hidden.has(other));
    this.hide(new Set(alone ? [] : others));
  }

  private keys: readonly Key[] = [];
  private hidden: ReadonlySet<string> = new Set();
  private shape = '';
}
