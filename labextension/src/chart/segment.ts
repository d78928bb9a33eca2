import { part, setText, updateChildren } from './elements';

/** One of a few words that can be chosen. */
export interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly title: string;
}

/** Buttons side by side, one of them pressed; hidden when there is nothing to choose. */
export class Segment<Value extends string> {
  readonly node = part('span', 'segment');

  constructor(
    label: string,
    private readonly choose: (value: Value) => void,
  ) {
    this.node.setAttribute('role', 'group');
    this.node.setAttribute('aria-label', label);
  }

  update(options: readonly Option<Value>[], chosen: Value | undefined): void {
    this.node.hidden = options.length < 2;
    updateChildren(
      this.node,
      options,
      () => this.createButton(),
      (child, option) => {
        const button = child as HTMLButtonElement;
        setText(button, option.label);
        button.title = option.title;
        button.value = option.value;
        button.setAttribute('aria-pressed', String(option.value === chosen));
      },
    );
  }

  private createButton(): HTMLButtonElement {
    const button = part('button', 'button');
    button.type = 'button';
    button.addEventListener('click', () => this.choose(button.value as Value));
    return button;
  }
}
