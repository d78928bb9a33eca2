import type { TranslationBundle } from '@jupyterlab/translation';
import type { Param } from 'anneal/pure';
import { freshId, part } from '../dom';
import { nameOf, typed } from '../text';
import { BaseField, type FieldState, type Take } from './field';
import type { SliderScale } from './slider';

/** A number that is typed as code writes it, with a slider where it has a range. */
export class NumberField extends BaseField {
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
