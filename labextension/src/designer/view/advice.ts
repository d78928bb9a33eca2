import type { TranslationBundle } from '@jupyterlab/translation';
import { type Recommendation, recommend, type Schedule, type Situation } from 'anneal/pure';
import { bareSpec, trackOf } from '../model/edits';
import { buildScene } from '../model/scene';
import { button, freshId, part } from './dom';
import { section } from './panel';
import type { Actions, Picture } from './picture';
import { thumbnail } from './thumbnail';

/** What to try for what is to be trained: reasons, sources, and when not. */
export class Advice {
  readonly node = part('div', 'panel');

  constructor(
    private readonly trans: TranslationBundle,
    private readonly actions: Actions,
  ) {
    const choice = <Name extends 'model' | 'optimizer'>(
      name: Name,
      label: string,
      options: Readonly<Record<string, string>>,
    ): Node[] => {
      const id = freshId();
      const select = part(
        'select',
        'select',
        { id },
        ...Object.entries(options).map(([value, words]) => part('option', '', { value }, words)),
      );
      select.value = String(this.situation[name]);
      select.addEventListener('change', () => {
        this.situation = { ...this.situation, [name]: select.value };
        this.list();
      });
      return [part('label', 'muted', { for: id }, label), select];
    };
    const form = part(
      'div',
      'pairs',
      {},
      ...choice('model', trans.__('Model'), {
        transformer: trans.__('Transformer'),
        deep: trans.__('Deep network'),
        simple: trans.__('Simple or small'),
      }),
      ...choice('optimizer', trans.__('Optimizer'), {
        adam: trans.__('Adam, AdamW'),
        momentum: trans.__('SGD with momentum'),
        sgd: trans.__('SGD'),
      }),
    );
    const caution = trans.__(
      'Advice is a start, not a proof. Run a range test before you trust a peak.',
    );
    this.node.append(
      section(trans.__('Tell it about the training'), form),
      this.results,
      part('section', 'section', {}, part('p', 'note', {}, caution)),
    );
  }

  update(picture: Picture): void {
    this.picture = picture;
    const { plan: { epochs, batchSize } = {}, spec } = picture.document;
    const key = JSON.stringify([epochs, batchSize, picture.readOnly, spec === undefined]);
    if (key !== this.key) {
      this.key = key;
      this.list();
    }
  }

  private list(): void {
    const { epochs, batchSize } = this.picture?.document.plan ?? {};
    const situation = {
      ...this.situation,
      ...(epochs && { epochs }),
      ...(batchSize && { batchSize }),
    };
    this.results.replaceChildren(
      ...recommend(situation).map((one, index) => this.card(one, index)),
    );
  }

  private card({ schedule, reason, source, notWhen }: Recommendation, index: number): HTMLElement {
    const { readOnly = false, document } = this.picture ?? {};
    const isBegun = document?.spec !== undefined;
    // nobody loses a schedule by the button that stands out
    const look = (primary: boolean): string =>
      `action${index === 0 && primary ? ' is-primary' : ''}`;
    const use = button(look(!isBegun), this.trans.__('Use this'), () =>
      useSchedule(schedule, this.picture, this.actions),
    );
    const add = button(look(isBegun), this.trans.__('Compare'), () =>
      addOverlay(schedule, this.picture, this.actions),
    );
    use.title = isBegun ? this.trans.__('Replaces the schedule of this document') : '';
    use.disabled = add.disabled = readOnly;
    add.hidden = !isBegun;
    return section(
      schedule.label,
      thumbnail(sceneOf(schedule), 270, 66),
      whenTable(this.trans, reason, notWhen, source),
      part('div', 'actions', {}, ...(isBegun ? [add, use] : [use, add])),
    );
  }

  private readonly results = part('div', 'results');
  private situation: Situation = { model: 'transformer', optimizer: 'adam' };
  private picture: Picture | undefined;
  private key = '';
}

/** A schedule with lengths in per cent, as it looks in any run. */
export function sceneOf(schedule: Schedule): ReturnType<typeof buildScene> {
  return buildScene(trackOf(schedule), { steps: 1000 });
}

/** When, when not, and where it is from. */
export function whenTable(
  trans: TranslationBundle,
  reason: string,
  notWhen: string,
  source?: Recommendation['source'],
): HTMLElement {
  const row = (name: string, ...words: readonly (Node | string)[]): Node[] => [
    part('dt', 'muted', {}, name),
    part('dd', '', {}, ...words),
  ];
  return part(
    'dl',
    'when',
    {},
    ...row(trans.__('Why'), trans.__(reason)),
    ...row(trans.__('Not when'), trans.__(notWhen)),
    ...(source
      ? row(
          trans.__('Source'),
          part(
            'a',
            'link',
            { href: source.url, target: '_blank', rel: 'noopener noreferrer' },
            source.text,
          ),
        )
      : []),
  );
}

/** Makes a schedule the document's own. */
export function useSchedule(
  schedule: Schedule,
  picture: Picture | undefined,
  actions: Actions,
): void {
  if (picture) {
    const label = picture.document.spec?.label;
    actions.change({
      ...picture.document,
      spec: { ...bareSpec(schedule), ...(label !== undefined && { label }) },
    });
    actions.look({ selected: 0, tab: 'segment', track: 'lr' });
  }
}

/** Shows a schedule beside the document's own. */
export function addOverlay(
  schedule: Schedule,
  picture: Picture | undefined,
  actions: Actions,
): void {
  if (picture) {
    const spec = { ...bareSpec(schedule), label: schedule.label };
    actions.change({ ...picture.document, compare: [...picture.document.compare, { spec }] });
    actions.look({ tab: 'compare' });
  }
}
