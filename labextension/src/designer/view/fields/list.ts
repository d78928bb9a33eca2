import type { TranslationBundle } from '@jupyterlab/translation';
import { type Param, parseLength } from 'anneal/pure';
import { freshId, part } from '../dom';
import { typed } from '../text';
import { BaseField, type FieldState, type Take } from './field';

/** Rates or lengths, apart by commas or blanks. */
export class ListField extends BaseField {
  constructor(name: string, param: Param, take: Take, trans: TranslationBundle) {
    super(name, param, take, trans);
    const id = freshId();
    this.input.id = id;
    this.head(id);
    this.node.append(this.input, this.error);
    this.input.addEventListener('change', () => this.type());
  }

  update({ value, readOnly }: FieldState): void {
    const list = Array.isArray(value)
      ? value.map((one) =>
          typeof one === 'number' && this.param.kind === 'rates' ? typed(one) : String(one),
        )
      : [];
    const text = list.length > 200 ? `${list.slice(0, 200).join(', ')}, …` : list.join(', ');
    if (this.input !== document.activeElement || this.text !== text) {
      this.input.value = text;
      this.complain(undefined, this.input);
    }
    this.text = text;
    this.input.readOnly = readOnly || list.length > 200;
    this.input.placeholder = this.trans.__('auto');
  }

  private type(): void {
    const words = this.input.value.split(/[\s,;]+/).filter(Boolean);
    const wrong = words.find(
      (word) => Number.isNaN(Number(word)) && !(this.param.kind === 'lengths' && parseLength(word)),
    );
    if (wrong !== undefined) {
      this.complain(this.trans.__('%1 is not a number', wrong.slice(0, 20)), this.input);
      return;
    }
    const list = words.map((word) => (Number.isNaN(Number(word)) ? word : Number(word)));
    this.commit(list.length > 0 ? list : undefined, this.input);
  }

  private readonly input = part('input', 'input wide', { type: 'text', autocomplete: 'off' });
  private text: string | undefined;
}
