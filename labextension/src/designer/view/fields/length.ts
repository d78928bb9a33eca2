import type { TranslationBundle } from '@jupyterlab/translation';
import { type Param, type Plan, parseLength, type Unit } from 'anneal/pure';
import { lengthIn, updatesOf, updatesPerUnit } from '../../model/length';
import { freshId, part, setText } from '../dom';
import { shareText } from '../plan-bar';
import { count, epochs, nameOf } from '../text';
import { BaseField, type FieldState, type Take } from './field';

const UNITS: readonly Unit[] = ['step', 'ep', '%', 'ba'];

/** An amount and its unit; under it the same in epochs and as a share of the plan. */
export class LengthField extends BaseField {
  constructor(name: string, param: Param, take: Take, trans: TranslationBundle) {
    super(name, param, take, trans);
    const id = freshId();
    this.input.id = id;
    const names: Record<string, string> = {
      step: trans.__('updates'),
      ep: trans.__('epochs'),
      '%': trans.__('% of plan'),
      ba: trans.__('batches'),
    };
    this.unit.append(...UNITS.map((unit) => part('option', '', { value: unit }, names[unit])));
    this.unit.setAttribute('aria-label', trans.__('Unit of %1', trans.__(nameOf(name))));
    this.head(id, this.input, this.unit);
    this.node.append(this.note, this.error);
    this.input.addEventListener('change', () => this.type());
    this.unit.addEventListener('change', () => this.changeUnit());
  }

  update({ value, plan, readOnly }: FieldState): void {
    this.state = { value, plan };
    const parsed = parseLength(value);
    const unit = parsed?.unit === 'dur' ? '%' : (parsed?.unit ?? this.chosen ?? 'step');
    const amount = parsed && (parsed.unit === 'dur' ? parsed.amount * 100 : parsed.amount);
    const text = amount === undefined ? '' : String(Number(amount.toPrecision(12)));
    if (this.input !== document.activeElement || this.text !== text) {
      this.input.value = text;
      this.complain(undefined, this.input);
    }
    this.text = text;
    this.input.placeholder = this.trans.__('auto');
    this.input.readOnly = readOnly;
    this.unit.value = unit;
    this.unit.disabled = readOnly;
    for (const option of this.unit.options) {
      // a unit that the plan cannot turn into updates would only end in an error
      option.disabled = option.value !== unit && !updatesPerUnit(option.value as Unit, plan);
    }
    setText(this.note, this.noteOf(value, plan));
  }

  private noteOf(value: unknown, plan: Plan | undefined): string {
    const updates = value === undefined ? undefined : updatesOf(value as number, plan);
    if (updates === undefined) {
      return '';
    }
    const per = updatesPerUnit('ep', plan);
    const share = shareText(updates, plan);
    const isCount = parseLength(value)?.unit === 'step';
    return [
      isCount ? '' : this.trans._n('%2 update', '%2 updates', updates, count(updates)),
      per ? this.trans.__('%1 epochs', epochs(updates, per)) : '',
      share ? this.trans.__('%1 of the plan', share) : '',
    ]
      .filter(Boolean)
      .join(', ');
  }

  private type(): void {
    const text = this.input.value.trim().replace(/[,_\s]/g, '');
    const unit = this.unit.value as Unit;
    // a unit may be typed as well: 10ep
    const whole = parseLength(text) ? text : undefined;
    const number = Number(text);
    if (text === '') {
      this.commit(undefined, this.input);
    } else if (whole && Number.isNaN(number)) {
      this.commit(whole, this.input);
    } else if (Number.isNaN(number)) {
      this.complain(this.trans.__('%1 is not a length', text.slice(0, 20)), this.input);
    } else {
      this.commit(unit === 'step' ? number : `${number}${unit}`, this.input);
    }
  }

  /** The same length in another unit. */
  private changeUnit(): void {
    const { value, plan } = this.state;
    this.chosen = this.unit.value as Unit;
    const updates = value === undefined ? undefined : updatesOf(value as number, plan);
    if (updates !== undefined) {
      this.commit(lengthIn(this.chosen, updates, plan), this.input);
    }
  }

  private readonly input = part('input', 'input number', {
    type: 'text',
    inputmode: 'decimal',
    autocomplete: 'off',
    size: 6,
  });
  private readonly unit = part('select', 'select');
  private readonly note = part('div', 'note');
  private state: { readonly value: unknown; readonly plan: Plan | undefined } = {
    value: undefined,
    plan: undefined,
  };
  private chosen: Unit | undefined;
  private text: string | undefined;
}
