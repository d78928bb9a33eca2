import type { TranslationBundle } from '@jupyterlab/translation';
import type { Param } from 'anneal/pure';
import { freshId, part } from '../dom';
import { BaseField, type FieldState, type Take } from './field';

/** One of a few words: buttons when they fit, else a list. */
export class ChoiceField extends BaseField {
  constructor(name: string, param: Param, take: Take, trans: TranslationBundle) {
    super(name, param, take, trans);
    const id = freshId();
    this.select.id = id;
    const options = param.kind === 'choice' ? param.options : [];
    this.select.append(
      ...options.map((option) => part('option', '', { value: option }, trans.__(option))),
    );
    this.head(id, this.select);
    this.node.append(this.error);
    this.select.addEventListener('change', () => {
      const fallback = param.kind === 'choice' ? param.default : undefined;
      this.commit(this.select.value === fallback ? undefined : this.select.value, this.select);
    });
  }

  update({ value, readOnly }: FieldState): void {
    this.select.value = String(value ?? (this.param.kind === 'choice' ? this.param.default : ''));
    this.select.disabled = readOnly;
  }

  private readonly select = part('select', 'select');
}
