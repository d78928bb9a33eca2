import type { TranslationBundle } from '@jupyterlab/translation';
import type { Param, Plan } from 'anneal/pure';
import { freshId, part, setText } from '../dom';
import { nameOf } from '../text';

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

/** What the fields have in common: label, sentence and complaint. */
export abstract class BaseField implements Field {
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
