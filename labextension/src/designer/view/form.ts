import type { TranslationBundle } from '@jupyterlab/translation';
import { type Param, type Spec, validate } from 'anneal/pure';
import { type Address, partAt, setValue } from '../model/address';
import { buildScene } from '../model/scene';
import { familyOf } from '../model/track';
import { part } from './dom';
import { createField } from './fields/create';
import type { Field } from './fields/field';
import type { Actions, Picture } from './picture';

/** Parameters that are always in sight; the others fold away unless they are set. */
const PLAIN: readonly Param['kind'][] = ['rate', 'length', 'lengths', 'rates'];

/** The parameters of a segment, and of what is inside it: made from its family. */
export class Form {
  readonly node = part('div', 'form');

  constructor(
    private readonly trans: TranslationBundle,
    private readonly actions: Actions,
  ) {}

  update(picture: Picture): void {
    this.picture = picture;
    const segment = picture.scene?.segments[picture.view.selected];
    const spec = segment?.item.spec;
    const shape = spec
      ? JSON.stringify([picture.view.track, picture.view.selected, shapeOf(spec)])
      : '';
    if (shape !== this.shape) {
      this.shape = shape;
      this.fields = [];
      this.node.replaceChildren(...(spec && segment ? this.sections(spec, segment.index, []) : []));
    }
    if (spec) {
      for (const { field, address } of this.fields) {
        const value = partAt(spec, address.path).values[address.name];
        field.update({ value, plan: picture.document.plan, readOnly: picture.readOnly });
      }
    }
  }

  private sections(spec: Spec, item: number, path: readonly number[]): HTMLElement[] {
    const family = familyOf(spec);
    const main: HTMLElement[] = [];
    const more: HTMLElement[] = [];
    let open = false;
    for (const [name, param] of Object.entries(family.params)) {
      const address = { item, path, name };
      const field = createField(name, param, (value) => this.take(address, value), this.trans);
      this.fields.push({ field, address });
      const plain = PLAIN.includes(param.kind) || !('default' in param);
      (plain ? main : more).push(field.node);
      open ||= !plain && spec.values[name] !== undefined;
    }
    const inside = (spec.parts ?? []).flatMap((one, index) => [
      part('h4', 'inside', {}, this.trans.__('Inside: %1', this.trans.__(familyOf(one).title))),
      ...this.sections(one, item, [...path, index]),
    ]);
    const folded =
      more.length > 0 &&
      part(
        'details',
        'more',
        { open },
        part(
          'summary',
          '',
          {},
          this.trans._n('%1 more parameter', '%1 more parameters', more.length),
        ),
        ...more,
      );
    return [...main, ...(folded ? [folded] : []), ...inside];
  }

  /** Takes a value, or says why not; the last good curve stays. */
  private take(address: Address, value: unknown): string | undefined {
    const picture = this.picture;
    const { scene } = picture ?? {};
    const item = scene?.track.items[address.item];
    if (!picture || !scene || !item || picture.readOnly) {
      return undefined;
    }
    const track = setValue(scene.track, address, value);
    const spec = partAt((track.items[address.item] as { spec: Spec }).spec, address.path);
    const [issue] = validate(familyOf(spec), spec.values);
    if (issue) {
      return this.trans.__(issue.message);
    }
    try {
      buildScene(track, picture.document.plan);
    } catch (error) {
      return (error as Error).message.replace(/^Cannot build [^:]*: /, '');
    }
    this.actions.edit(track, `field:${JSON.stringify(address)}`);
    return undefined;
  }

  private picture: Picture | undefined;
  private fields: { readonly field: Field; readonly address: Address }[] = [];
  private shape = '';
}

/** Families of a spec and its parts: what decides which fields there are. */
function shapeOf({ family, parts = [] }: Spec): unknown[] {
  return [family, parts.map(shapeOf)];
}
