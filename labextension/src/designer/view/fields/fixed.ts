import type { TranslationBundle } from '@jupyterlab/translation';
import type { Param } from 'anneal/pure';
import { part } from '../dom';
import { BaseField, type Take } from './field';

/** What only code can hold. */
export class FixedField extends BaseField {
  constructor(name: string, param: Param, take: Take, trans: TranslationBundle) {
    super(name, param, take, trans);
    this.head('', part('span', 'note', {}, trans.__('set in code')));
  }

  update(): void {}
}
