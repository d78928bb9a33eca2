import type { TranslationBundle } from '@jupyterlab/translation';
import type { Param } from 'anneal/pure';
import { freshId, part } from '../dom';
import { BaseField, type FieldState, type Take } from './field';

/** Yes or no. */
export class FlagField extends BaseField {
  constructor(name: string, param: Param, take: Take, trans: TranslationBundle) {
    super(name, param, take, trans);
    const id = freshId();
    this.box.id = id;
    this.head(id, this.box);
    this.node.append(this.error);
    this.box.addEventListener('change', () => this.commit(this.box.checked || undefined, this.box));
  }

  update({ value, readOnly }: FieldState): void {
    this.box.checked = value === true;
    this.box.disabled = readOnly;
  }

  private readonly box = part('input', 'checkbox', { type: 'checkbox' });
}
