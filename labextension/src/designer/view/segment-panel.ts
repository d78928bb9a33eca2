import type { TranslationBundle } from '@jupyterlab/translation';
import type { AnyFamily } from 'anneal/pure';
import { canRemove, changeFamily, LEAF_FAMILIES } from '../model/edits';
import { buildScene, type Scene } from '../model/scene';
import { familyOf, nameOfItem, shortName } from '../model/track';
import { usualFirst } from '../model/usual';
import { button, part, setAttributes, setText } from './dom';
import { Form } from './form';
import { type IconName, icon } from './icons';
import { formula } from './math';
import { type Panel, section } from './panel';
import type { Actions, Command, Picture } from './picture';
import { count } from './text';
import { familyPicture } from './thumbnail';

/** Everything about the chosen segment: family, parameters, formula, source. */
export class SegmentPanel implements Panel {
  readonly node = part('div', 'panel');

  constructor(
    private readonly trans: TranslationBundle,
    private readonly actions: Actions,
  ) {
    this.form = new Form(trans, actions);
    const tool = (command: Command, label: string, picture: IconName): HTMLButtonElement => {
      const node = button('tool', label, () => actions.run(command), {
        icon: icon(picture),
        bare: true,
        title: label,
      });
      this.tools.set(command, node);
      return node;
    };
    const tools = part(
      'span',
      'tools',
      {},
      tool('split', trans.__('Split (S)'), 'split'),
      tool('join', trans.__('Join with the next (J)'), 'join'),
      tool('repeat', trans.__('Repeat (R)'), 'repeat'),
      tool('duplicate', trans.__('Duplicate'), 'duplicate'),
      tool('remove', trans.__('Remove (Delete)'), 'remove'),
    );
    new ResizeObserver(() => fit(this.math)).observe(this.math);
    this.name.addEventListener('change', () => this.rename());
    this.track.append(...(['lr', 'momentum'] as const).map((track) => this.trackButton(track)));
    this.track.setAttribute('aria-label', trans.__('Schedule of'));
    this.node.append(
      part(
        'section',
        'section',
        {},
        this.track,
        part('div', 'title', {}, this.name, this.place, tools),
      ),
      section(trans.__('Family'), this.families, this.summary),
      section(trans.__('Parameters'), this.form.node),
      section(trans.__('Formula'), this.math, this.mathNote),
      this.source,
    );
  }

  update(picture: Picture): void {
    this.picture = picture;
    const { scene, view } = picture;
    const segment = scene?.segments[view.selected];
    this.node.dataset.empty = String(!segment);
    if (!scene || !segment) {
      return;
    }
    const { family, item, index, from, to } = segment;
    if (this.name !== document.activeElement) {
      this.name.value = nameOfItem(item);
    }
    this.name.readOnly = picture.readOnly || item.lead !== undefined;
    this.name.setAttribute('aria-label', this.trans.__('Name of the segment'));
    setText(
      this.place,
      this.trans.__('%1 of %2', String(index + 1), String(scene.segments.length)),
    );
    this.track.hidden = !picture.momentum;
    for (const node of this.track.children) {
      setAttributes(node, {
        'aria-pressed': String((node as HTMLElement).dataset.track === view.track),
      });
    }
    this.updateTools(scene, index, picture.readOnly);
    this.updateFamilies(family, item.lead !== undefined, picture.readOnly);
    this.form.update(picture);
    const T = to - from;
    setText(
      this.mathNote,
      this.trans.__('t = 0 … %1, counted from step %2', count(T - 1), count(from)),
    );
  }

  private updateTools(scene: Scene, index: number, readOnly: boolean): void {
    const lead = scene.segments[index]?.item.lead !== undefined;
    const last = index === scene.segments.length - 1;
    const can: Partial<Record<Command, boolean>> = {
      split: !lead,
      join: !lead && !last,
      repeat: !lead,
      duplicate: !lead,
      remove: canRemove(scene, index),
    };
    for (const [command, node] of this.tools) {
      node.disabled = readOnly || can[command] === false;
    }
  }

  private updateFamilies(family: AnyFamily, lead: boolean, readOnly: boolean): void {
    const key = `${family.id} ${lead} ${readOnly}`;
    if (key === this.familyKey) {
      return;
    }
    this.familyKey = key;
    this.families.hidden = lead;
    const focused = this.families.contains(document.activeElement);
    this.families.replaceChildren(
      ...usualFirst(LEAF_FAMILIES).map((one) =>
        familyButton(one, one.id === family.id, readOnly, this.trans, () => this.choose(one)),
      ),
    );
    if (focused) {
      this.families.querySelector<HTMLElement>('[aria-pressed="true"]')?.focus();
    }
    setText(this.summary, this.trans.__(family.summary).replace(/`/g, ''));
    this.math.replaceChildren(formula(family.latex));
    fit(this.math);
    this.source.replaceChildren();
    if (family.source) {
      const { text, url } = family.source;
      this.source.append(
        section(
          this.trans.__('Source'),
          part('a', 'link', { href: url, target: '_blank', rel: 'noopener noreferrer' }, text),
        ),
      );
    }
  }

  private choose(family: AnyFamily): void {
    const { scene, view, readOnly } = this.picture ?? {};
    if (scene && view && !readOnly) {
      const track = changeFamily(scene, view.selected, family);
      buildScene(track, scene.plan);
      this.actions.edit(track);
      this.actions.announce(this.trans.__('Family: %1', this.trans.__(family.title)));
    }
  }

  private rename(): void {
    const { scene, view } = this.picture ?? {};
    const item = scene && view && scene.track.items[view.selected];
    if (!scene || !view || !item) {
      return;
    }
    const { label: _, ...spec } = item.spec;
    const words = this.name.value.trim();
    const named =
      words === '' || words === shortName(familyOf(spec))
        ? spec
        : { ...spec, label: words.slice(0, 200) };
    const items = scene.track.items.map((one) => (one === item ? { ...one, spec: named } : one));
    this.actions.edit({ ...scene.track, items });
  }

  private trackButton(track: 'lr' | 'momentum'): HTMLElement {
    const names = { lr: this.trans.__('Learning rate'), momentum: this.trans.__('Momentum') };
    const node = button('choice', names[track], () => this.actions.look({ track, selected: 0 }));
    node.dataset.track = track;
    return node;
  }

  private readonly form: Form;
  private readonly tools = new Map<Command, HTMLButtonElement>();
  private readonly track = part('div', 'choices', { role: 'group' });
  private readonly name = part('input', 'name', {
    type: 'text',
    maxlength: 200,
    autocomplete: 'off',
  });
  private readonly place = part('span', 'muted place');
  private readonly families = part('div', 'families');
  private readonly summary = part('p', 'note summary');
  private readonly math = part('div', 'math', { tabindex: 0, role: 'group' });
  private readonly mathNote = part('div', 'note');
  private readonly source = part('div', 'source');
  private picture: Picture | undefined;
  private familyKey = '';
}

/** The least a formula shrinks to, of the size of its text. */
const SMALLEST = 0.7;

/** Makes a formula as small as its place asks for; one that is wider still can be scrolled. */
function fit(place: HTMLElement): void {
  const drawn = place.firstElementChild as HTMLElement | null;
  if (!drawn) {
    return;
  }
  drawn.style.fontSize = '';
  const { clientWidth, scrollWidth } = place;
  if (clientWidth > 0 && scrollWidth > clientWidth) {
    const share = Math.max(SMALLEST, clientWidth / scrollWidth);
    drawn.style.fontSize = `${Math.floor(share * 100)}%`;
  }
}

function familyButton(
  family: AnyFamily,
  pressed: boolean,
  readOnly: boolean,
  trans: TranslationBundle,
  choose: () => void,
): HTMLElement {
  const node = part(
    'button',
    'family',
    {
      type: 'button',
      'aria-pressed': String(pressed),
      disabled: readOnly,
      title: `${trans.__(family.title)}: ${trans.__(family.summary).replace(/`/g, '')}`,
      'data-family': family.id,
    },
    familyPicture(family),
    part('span', 'familyname', {}, trans.__(shortName(family))),
  );
  node.addEventListener('click', choose);
  return node;
}
