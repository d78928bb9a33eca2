import { part } from './dom';
import type { Picture } from './picture';

/** One tab of the inspector. */
export interface Panel {
  readonly node: HTMLElement;
  update(picture: Picture, dragging: boolean): void;
}

/** A heading and what is under it. */
export function section(title: string, ...children: readonly Node[]): HTMLElement {
  return part('section', 'section', {}, part('h3', 'heading', {}, title), ...children);
}
