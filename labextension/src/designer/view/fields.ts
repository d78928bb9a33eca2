import type { TranslationBundle } from '@jupyterlab/translation';
import { type Param, type Plan, parseLength, type Unit } from 'anneal/pure';
import { lengthIn, updatesOf, updatesPerUnit } from '../model/length';
import { freshId, part, setText } from './dom';
import { shareText } from './plan-bar';
import { count, epochs, nameOf, typed } from './text';

/** What a field needs to know of the moment. */
export interface FieldState {
  /** As it is written in the spec; undefined when it is left out. */
  readonly value: unknown;
  readonly plan: Plan | undefined;
  readonly readOnly: boolean;
}

/** A value that was typed: undefined takes it out of the spec. A field that cannot read it says so itself. */
export type Take = (value: unknown) => string | undefined;

/** The control of one parameter, with its label, its sentence and its complaint. */
export interface Field {
  readonly node: HTMLElement;
  update(state: FieldState): void;
}

/** A field for any parameter, by the kind of its value. */
export function createField(
  name: string,
  param: Param,
  take: Take,
  trans: TranslationBundle,
): Field {
  switch (param.kind) {
    case 'rate':
      return new NumberField(name, param, take, trans, rateSlider(param));
    case 'number':
      return new NumberField(name, param, take, trans, numberSlider(param));
    case 'length':
      return new LengthField(name, param, take, trans);
    case 'choice':
      return new ChoiceField(name, param, take, trans);
    case 'flag':
      return new FlagField(name, param, take, trans);
    case 'rates':
    case 'lengths':
      return new ListField(name, param, take, trans);
    case 'function':
    case 'data':
      return new FixedField(name, param, take, trans);
  }
}

abstract class BaseField implements Field {
  readonly node = part('div', 'field');

  constructor(
    protected readonly name: string,
    protected readonly param: Param,
    protected readonly take: Take,
    protected readonly trans: TranslationBundle,
  ) {
    this.node.dataset.param = name;
    this.node.title = trans.__(param.doc);
    this.error.id = freshId();
  }

  abstract update(state: FieldState): void;

  /** Hands a value on, and shows the complaint about it. */
  protected commit(value: unknown, input: HTMLElement): void {
    const complaint = this.take(value);
    this.complain(complaint, input);
  }

  protected complain(complaint: string | undefined, input: HTMLElement): void {
    setText(this.error, complaint ?? '');
    this.error.hidden = !complaint;
    input.setAttribute('aria-invalid', String(complaint !== undefined));
    if (complaint) {
      input.setAttribute('aria-describedby', this.error.id);
    } else {
      input.removeAttribute('aria-describedby');
    }
  }

  protected head(id: string, ...controls: readonly Node[]): void {
    const { param } = this;
    const perStep =
      param.kind === 'number' && param.unit === 'per step' && this.trans.__('per step');
    const unit = param.kind === 'rate' ? 'lr' : perStep;
    const label = part(
      'label',
      'fieldlabel',
      { for: id },
      this.trans.__(nameOf(this.name)),
      unit ? part('span', 'muted unit', {}, unit) : undefined,
    );
    this.node.append(
      part('div', 'fieldhead', {}, label, part('span', 'controls', {}, ...controls)),
    );
  }

  protected readonly error = part('div', 'error', { role: 'alert', hidden: true });
}

/** Where a slider puts a value, from 0 to 1000, and back. */
interface SliderScale {
  readonly marks: readonly string[];
  to(value: number): number;
  from(place: number): number;
}

/** Five decades, and zero at the very left where a rate may be zero. */
function rateSlider(param: { readonly positive?: true }): SliderScale {
  const [low, high] = [-6, 0];
  return {
    marks: [param.positive ? '1e-6' : '0', '1e-5', '1e-4', '1e-3', '0.01', '0.1', '1'],
    to: (value) =>
      value > 0
        ? ((Math.min(Math.max(Math.log10(value), low), high) - low) / (high - low)) * 1000
        : 0,
    from: (place) =>
      place <= 0 && !param.positive
        ? 0
        : Number((10 ** (low + (place / 1000) * (high - low))).toPrecision(2)),
  };
}

function numberSlider({
  min,
  max,
  exclusive,
}: {
  readonly min?: number;
  readonly max?: number;
  readonly exclusive?: true;
}): SliderScale | undefined {
  if (min === undefined || max === undefined) {
    return undefined;
  }
  const gap = exclusive ? (max - min) / 1000 : 0;
  return {
    marks: [String(min), String(Number(((min + max) / 2).toPrecision(3))), String(max)],
    to: (value) => ((value - min) / (max - min)) * 1000,
    from: (place) =>
      Number(
        Math.min(Math.max(min + (place / 1000) * (max - min), min + gap), max - gap).toPrecision(3),
      ),
  };
}

/** A number that is typed as code writes it, with a slider where it has a range. */
class NumberField extends BaseField {
  constructor(
    name: string,
    param: Param,
    take: Take,
    trans: TranslationBundle,
    scale?: SliderScale,
  ) {
    super(name, param, take, trans);
    const id = freshId();
    this.input.id = id;
    this.head(id, this.input);
    this.input.addEventListener('change', () => this.type());
    if (scale) {
      this.scale = scale;
      this.slider = part('input', 'slider', { type: 'range', min: 0, max: 1000, step: 1 });
      this.slider.setAttribute('aria-label', trans.__('%1, slider', trans.__(nameOf(name))));
      const marks = part(
        'div',
        'slidermarks',
        { 'aria-hidden': 'true' },
        ...scale.marks.map((mark) => part('span', '', {}, mark)),
      );
      this.slider.addEventListener('input', () => this.slide());
      this.node.append(this.slider, marks);
    }
    this.node.append(this.error);
  }

  update({ value, readOnly }: FieldState): void {
    const fallback =
      'default' in this.param && typeof this.param.default === 'number'
        ? this.param.default
        : undefined;
    const shown = (value ?? fallback) as number | undefined;
    if (this.input !== document.activeElement || this.shown !== shown) {
      this.input.value = value === undefined ? '' : typed(value as number);
      this.complain(undefined, this.input);
    }
    this.shown = shown;
    this.input.placeholder = fallback === undefined ? this.trans.__('auto') : typed(fallback);
    this.input.readOnly = readOnly;
    if (this.slider && this.scale) {
      this.slider.disabled = readOnly;
      this.slider.value = String(Math.round(this.scale.to(shown ?? 0)));
      this.slider.style.setProperty('--jp-anneal-fill', `${Number(this.slider.value) / 10}%`);
      this.slider.setAttribute(
        'aria-valuetext',
        shown === undefined ? this.trans.__('auto') : typed(shown),
      );
    }
  }

  private type(): void {
    const text = this.input.value.trim();
    const number = Number(text);
    if (text !== '' && Number.isNaN(number)) {
      this.complain(this.trans.__('%1 is not a number', text.slice(0, 20)), this.input);
    } else {
      this.commit(text === '' ? undefined : number, this.input);
    }
  }

  private slide(): void {
    if (this.slider && this.scale) {
      this.commit(this.scale.from(Number(this.slider.value)), this.input);
    }
  }

  private readonly input = part('input', 'input number', {
    type: 'text',
    inputmode: 'decimal',
    autocomplete: 'off',
    size: 9,
  });
  private slider: HTMLInputElement | undefined;
  private scale: SliderScale | undefined;
  private shown: number | undefined;
}

const UNITS: readonly Unit[] = ['step', 'ep', '%', 'ba'];

/** An amount and its unit; under it the same in epochs and as a share of the plan. */
class LengthField extends BaseField {
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

/** One of a few words: buttons when they fit, else a list. */
class ChoiceField extends BaseField {
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

class FlagField extends BaseField {
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

/** Rates or lengths, apart by commas or blanks. */
class ListField extends BaseField {
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

/** What only code can hold. */
class FixedField extends BaseField {
  constructor(name: string, param: Param, take: Take, trans: TranslationBundle) {
    super(name, param, take, trans);
    this.head('', part('span', 'note', {}, trans.__('set in code')));
  }

  update(): void {}
}
