import type { TranslationBundle } from '@jupyterlab/translation';
import { formatPercent } from 'anneal/pure';
import type { Handle } from '../../model/handles';
import type { PointRow } from '../../model/table';
import { part } from '../dom';
import { icon } from '../icons';
import { handleName, type Picture, titleOf } from '../picture';
import { computed, count, nameOf } from '../text';
import { buildTable } from './build';
import type { Column } from './cells';

/** Every point that can be moved; its step and its rate are cells to edit. */
export function pointTable(
  picture: Picture,
  rows: readonly PointRow[],
  trans: TranslationBundle,
): HTMLElement {
  const { view } = picture;
  const current = Math.max(
    0,
    rows.findIndex(({ handle }) => handle.id === view.handle),
  );
  return buildTable(
    'grid',
    [
      trans.__('Point'),
      trans.__('Segment'),
      trans.__('Step'),
      trans.__('Epoch'),
      'lr',
      trans.__('Share of peak'),
      trans.__('Note'),
    ],
    rows.map((row, index) => pointRow(picture, row, index, index === current, trans)),
  );
}

function pointRow(
  { scene, readOnly }: Picture,
  { handle, findings, step, epoch, rate, share }: PointRow,
  index: number,
  active: boolean,
  trans: TranslationBundle,
): HTMLElement {
  const segment = scene?.segments[handle.segment];
  const title = segment ? titleOf(segment) : '';
  const name = `${title} ${nameOf(handleName(handle)).toLowerCase()}`;
  const note = findings.map(({ message }) => message).join('; ') || noteOf(handle, trans);
  const cell = (column: Column, words: string): HTMLElement => {
    const editable = (column === 'step' ? handle.x : handle.y) !== undefined;
    const first = active && (column === 'rate' || !handle.y);
    return part(
      'td',
      `number cell${editable ? ' is-editable' : ''}`,
      {
        tabindex: first ? 0 : -1,
        'data-row': index,
        'data-column': column,
        'aria-readonly': String(!editable || readOnly),
        'aria-label': `${name}, ${column === 'step' ? trans.__('step') : 'lr'} ${words}`,
      },
      words,
    );
  };
  return part(
    'tr',
    active ? 'is-selected' : '',
    { 'aria-selected': String(active) },
    part('th', '', { scope: 'row' }, name),
    part('td', 'muted', {}, title),
    cell('step', count(step)),
    part('td', 'number', {}, epoch === undefined ? '' : epoch.toFixed(2)),
    cell('rate', computed(rate)),
    part('td', 'number', {}, formatPercent(share)),
    part('td', 'muted', {}, findings.length > 0 && icon('warning'), note),
  );
}

function noteOf({ y, x }: Handle, trans: TranslationBundle): string {
  const bound = [y, x]
    .filter((one) => one !== undefined)
    .map((one) => nameOf(one?.address.name ?? '').toLowerCase());
  return bound.length > 0 ? trans.__('moves %1', [...new Set(bound)].join(', ')) : '';
}
