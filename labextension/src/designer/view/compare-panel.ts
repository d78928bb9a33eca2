import type { TranslationBundle } from '@jupyterlab/translation';
import type { RateCurve } from 'anneal/pure';
import type { Line } from '../model/curve-path';
import { button, part } from './dom';
import { comparedWith } from './geometry';
import { swatch } from './legend';
import { section } from './panel';
import type { Actions, Picture } from './picture';
import { computed, count, epochs, signed } from './text';

/** Several schedules in numbers: peak, end, area, the values under the pointer, the difference. */
export class ComparePanel {
  readonly node = part('div', 'panel');

  constructor(
    private readonly trans: TranslationBundle,
    private readonly actions: Actions,
  ) {
    this.node.append(this.content, part('section', 'section', {}, this.drop()));
  }

  update(picture: Picture, dragging: boolean): void {
    if (!picture.lr || dragging) {
      return;
    }
    this.content.replaceChildren(
      section(this.trans.__('Schedules'), this.table(picture)),
      ...this.atPointer(picture),
      ...this.difference(picture),
    );
  }

  private drop(): HTMLElement {
    const preset = button('linkbutton', this.trans.__('add a preset'), () =>
      this.actions.look({ tab: 'advice' }),
    );
    return part(
      'div',
      'drop',
      {},
      this.trans.__('Drop .lrs.json files here to overlay them'),
      part('br', ''),
      `${this.trans.__('or')} `,
      preset,
    );
  }

  private table(picture: Picture): HTMLElement {
    const { lr } = picture;
    const head = part(
      'tr',
      '',
      {},
      ...['', this.trans.__('peak'), this.trans.__('end'), this.trans.__('area')].map(
        (words, index) =>
          part(index === 0 ? 'td' : 'th', '', index === 0 ? {} : { scope: 'col' }, words),
      ),
    );
    const row = (
      name: string,
      curve: RateCurve | undefined,
      line: Line | undefined,
      series: number,
      hidden: boolean,
    ): HTMLElement => {
      const cells =
        curve && line
          ? [
              computed(Math.max(...line.rates)),
              computed(curve(lr ? Math.max(curve.steps, lr.total) - 1 : 0)),
              areaOf(curve),
            ]
          : ['–', '–', '–'];
      return part(
        'tr',
        hidden ? 'is-off' : '',
        {},
        part('th', 'seriesname', { scope: 'row', title: name }, swatch(series), name),
        ...cells.map((words) => part('td', '', {}, words)),
      );
    };
    return part(
      'table',
      'numbers',
      {},
      part('thead', '', {}, head),
      part(
        'tbody',
        '',
        {},
        row(picture.name, lr?.curve, picture.line, 1, false),
        ...picture.overlays.map(({ name, scene, line, overlay }, index) =>
          row(name, scene?.curve, line, (index % 5) + 2, overlay.hidden === true),
        ),
      ),
    );
  }

  private atPointer(picture: Picture): HTMLElement[] {
    const { lr, view } = picture;
    const step = view.pointer;
    const other = comparedWith(picture);
    if (!lr || step === undefined) {
      return [];
    }
    const shown = picture.overlays.filter(({ scene, overlay }) => scene && !overlay.hidden);
    const rows: [string, string][] = [
      [picture.name, computed(lr.curve(step))],
      ...shown.map(({ name, scene }): [string, string] => [
        name,
        computed(scene?.curve(step) ?? 0),
      ]),
    ];
    if (other?.scene) {
      const [own, theirs] = [lr.curve(step), other.scene.curve(step)];
      const percent =
        own > 0
          ? `, ${theirs < own ? '−' : '+'}${Math.abs(Math.round((100 * (theirs - own)) / own))} %`
          : '';
      rows.push([this.trans.__('Difference'), `${signed(theirs - own)}${percent}`]);
    }
    const where = lr.stepsPerEpoch
      ? this.trans.__('At step %1, epoch %2', count(step), epochs(step, lr.stepsPerEpoch))
      : this.trans.__('At step %1', count(step));
    return [section(where, pairs(rows))];
  }

  private difference(picture: Picture): HTMLElement[] {
    const other = comparedWith(picture);
    const { lr } = picture;
    if (!other?.scene || !lr) {
      return [];
    }
    const theirs = other.scene.curve;
    let [largest, at] = [0, 0];
    const steps = Math.max(lr.total, other.scene.total);
    for (let i = 0; i <= 2000; i++) {
      const step = Math.round((i * (steps - 1)) / 2000);
      const difference = theirs(step) - lr.curve(step);
      if (Math.abs(difference) > Math.abs(largest)) [largest, at] = [difference, step];
    }
    const share =
      meanOf(lr.curve, steps) > 0 ? meanOf(theirs, steps) / meanOf(lr.curve, steps) - 1 : 0;
    return [
      section(
        this.trans.__('Difference from %1', picture.name),
        pairs([
          [this.trans.__('Largest'), this.trans.__('%1 at step %2', signed(largest), count(at))],
          [this.trans.__('Area'), `${share < 0 ? '−' : '+'}${Math.abs(Math.round(100 * share))} %`],
        ]),
      ),
    ];
  }

  private readonly content = part('div', 'results');
}

function meanOf(curve: RateCurve, steps: number): number {
  const many = Math.min(steps, 2000);
  let sum = 0;
  for (let i = 0; i < many; i++) sum += curve(Math.floor(((i + 0.5) * steps) / many));
  return sum / many;
}

function areaOf(curve: RateCurve): string {
  return (meanOf(curve, curve.steps) * curve.steps).toPrecision(3);
}

function pairs(rows: readonly (readonly [string, string])[]): HTMLElement {
  return part(
    'dl',
    'pairs',
    {},
    ...rows.flatMap(([name, value]) => [part('dt', 'muted', {}, name), part('dd', '', {}, value)]),
  );
}
