import type { TranslationBundle } from '@jupyterlab/translation';
import type { Problem } from '../model/document';
import { button, freshId, part, setText } from './dom';
import { icon } from './icons';

/** Characters of a file that are shown; more would only make the page slow. */
const MOST_SHOWN = 200_000;

/** A file that cannot be drawn, as text: where it breaks, and the means to mend it. */
export class Broken {
  readonly node = part('div', 'broken', { hidden: true });

  constructor(
    private readonly trans: TranslationBundle,
    take: (text: string) => void,
  ) {
    const id = freshId();
    this.area.id = id;
    this.apply = button('action is-primary', trans.__('Open in the designer'), () =>
      take(this.area.value),
    );
    this.area.addEventListener('input', () => {
      this.apply.disabled = false;
    });
    this.node.append(
      part('div', 'brokenhead', { role: 'alert' }, icon('warning'), this.message),
      part(
        'label',
        'muted',
        { for: id },
        trans.__('The file as text; nothing is changed until you save'),
      ),
      this.area,
      part(
        'div',
        'actions',
        {},
        this.apply,
        button('action', trans.__('Go to the place'), () => this.goTo()),
      ),
    );
  }

  update(problem: Problem | undefined, text: string, readOnly: boolean): void {
    this.node.hidden = !problem;
    if (!problem) {
      this.shown = undefined;
      return;
    }
    const { line, column } = problem.place;
    setText(
      this.message,
      this.trans.__('%1 (line %2, column %3)', problem.message, String(line), String(column)),
    );
    if (text !== this.shown) {
      this.shown = text;
      this.place = problem.place;
      const cut = text.length > MOST_SHOWN;
      this.area.value = cut ? text.slice(0, MOST_SHOWN) : text;
      // a part of a file must not be saved in its place
      this.area.readOnly = readOnly || cut;
      this.apply.disabled = this.area.readOnly;
    }
  }

  /** Puts the cursor where the text breaks. */
  goTo(): void {
    const { line, column } = this.place;
    const start =
      this.area.value
        .split('\n')
        .slice(0, line - 1)
        .join('\n').length +
      (line > 1 ? 1 : 0) +
      column -
      1;
    this.area.focus();
    this.area.setSelectionRange(start, start + 1);
    const height = this.area.scrollHeight / Math.max(1, this.area.value.split('\n').length);
    this.area.scrollTop = Math.max(0, (line - 3) * height);
  }

  private readonly message = part('span', '');
  private readonly area = part('textarea', 'brokentext', {
    spellcheck: 'false',
    autocomplete: 'off',
    rows: 20,
    wrap: 'off',
  });
  private readonly apply: HTMLButtonElement;
  private shown: string | undefined;
  private place = { line: 1, column: 1 };
}
