import type { TranslationBundle } from '@jupyterlab/translation';
import { button, part, setText } from './dom';
import { icon } from './icons';
import type { Actions, Picture } from './picture';

/** The finding that is open, at its place on the curve: what, how much, where, and what would mend it. */
export class FindingCard {
  readonly node = part('section', 'card findingcard', { hidden: true });

  constructor(
    private readonly trans: TranslationBundle,
    actions: Actions,
  ) {
    this.fix = button('action is-primary', '', () => actions.run('apply-fix'));
    this.keep = button('action is-flat', trans.__('Keep it'), () => actions.run('dismiss-finding'));
    this.next = button('action is-flat', '', () => actions.run('next-finding'));
    this.node.setAttribute('aria-label', trans.__('Finding'));
    this.node.append(
      part('h3', 'cardtitle', {}, icon('warning'), this.title),
      this.detail,
      part('div', 'actions', {}, this.fix, this.keep, this.next),
    );
  }

  /** @param place Where the finding is, px from the corner of the chart. */
  update(picture: Picture, place: { x: number; y: number }, width: number): void {
    const { finding, findings } = picture;
    this.node.hidden = !finding;
    if (!finding) {
      return;
    }
    const [what = '', ...rest] = this.trans.__(finding.message).split(/(?<=\d[^,;:]*)[,;:] /);
    setText(this.title, what);
    const detail = rest.join(', ');
    setText(this.detail, detail.charAt(0).toUpperCase() + detail.slice(1));
    this.detail.hidden = detail === '';
    this.fix.hidden = !finding.fix;
    this.fix.disabled = this.keep.disabled = picture.readOnly;
    setText(this.fix, this.trans.__('Apply fix: %1', finding.fix?.message ?? ''));
    this.next.hidden = findings.length < 2;
    setText(this.next, this.trans.__('Next (%1)', String(findings.length)));
    const { offsetWidth } = this.node;
    const right = place.x + 16 + offsetWidth < width;
    this.node.style.left = `${Math.max(4, right ? place.x + 14 : place.x - 14 - offsetWidth)}px`;
    this.node.style.top = '36px';
  }

  private readonly title = part('span', '');
  private readonly detail = part('p', 'muted');
  private readonly fix: HTMLButtonElement;
  private readonly keep: HTMLButtonElement;
  private readonly next: HTMLButtonElement;
}
