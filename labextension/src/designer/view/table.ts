import type { TranslationBundle } from '@jupyterlab/translation';
import { formatPercent } from 'anneal/pure';
import { setValue } from '../model/address';
import type { Handle } from '../model/handles';
import { moveSideways, moveVertically, NO_SNAP } from '../model/move';
import { nudgeSideways, nudgeVertically } from '../model/nudge';
import { buildScene } from '../model/scene';
import { gridRows, type PointRow, pointRows } from '../model/table';
import type { Track } from '../model/track';
import { button, part, setAttributes } from './dom';
import { icon } from './icons';
import { type Actions, handleName, type Picture, titleOf, type View } from './picture';
import { computed, count, nameOf, typed } from './text';

type Tab = NonNullable<View['table']>;
type Column = 'step' | 'rate';

/** The chart as a table: every point, to read and to edit with the keyboard alone. */
export class Twin {
  readonly node = part('section', 'twin', { hidden: true });

  constructor(
    private readonly trans: TranslationBundle,
    private readonly actions: Actions,
  ) {
    this.node.setAttribute('aria-label', trans.__('Table'));
    const names: Record<Tab, string> = {
      points: trans.__('Points'),
      epochs: trans.__('Every epoch'),
      findings: trans.__('Findings'),
    };
    const tabs = part('div', 'choices', { role: 'group', 'aria-label': trans.__('Rows') });
    for (const [tab, name] of Object.entries(names)) {
      const node = button('choice', name, () => actions.look({ table: tab as Tab }));
      node.dataset.tab = tab;
      tabs.append(node);
    }
    this.tabs = tabs;
    const keys = part(
      'span',
      'keyhelp muted',
      {},
      ...[
        ['↑ ↓', trans.__('row')],
        ['Enter', trans.__('edit')],
        ['+ −', trans.__('fine')],
        ['Shift', trans.__('coarse')],
        ['F6', trans.__('next pane')],
      ].flatMap(([key, words]) => [part('kbd', '', {}, key), `${words} `]),
    );
    this.node.append(part('div', 'twinhead', {}, tabs, part('span', 'space'), keys), this.scroll);
    this.scroll.addEventListener('keydown', (event) => this.key(event));
    this.scroll.addEventListener('focusin', (event) => this.select(event.target as Element));
    this.scroll.addEventListener('dblclick', (event) => this.edit(event.target as Element));
  }

  update(picture: Picture, dragging: boolean): void {
    this.picture = picture;
    const { table } = picture.view;
    this.node.hidden = !table || !picture.scene;
    if (!table || !picture.scene || dragging) {
      return;
    }
    for (const node of this.tabs.children) {
      const { tab } = (node as HTMLElement).dataset;
      setAttributes(node, { 'aria-pressed': String(tab === table) });
    }
    const focus = this.place(document.activeElement);
    const rows = {
      points: () => this.points(picture),
      epochs: () => this.epochs(picture),
      findings: () => this.findings(picture),
    };
    this.scroll.replaceChildren(rows[table]());
    // a table without cells to edit is scrolled with the keys
    setAttributes(this.scroll, { tabindex: table === 'points' ? undefined : 0 });
    if (focus && this.scroll.isConnected) {
      this.cell(focus.row, focus.column)?.focus();
    }
  }

  focus(): void {
    this.scroll.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }

  private points(picture: Picture): HTMLElement {
    const { scene, handles, findings, view } = picture;
    if (!scene) return part('div', '');
    const rows = pointRows(scene, handles, findings);
    this.rows = rows;
    const current = Math.max(
      0,
      rows.findIndex(({ handle }) => handle.id === view.handle),
    );
    const body = rows.map((row, index) => {
      const segment = scene.segments[row.handle.segment];
      const title = segment ? titleOf(segment) : '';
      const name = `${title} ${nameOf(handleName(row.handle)).toLowerCase()}`;
      const note = row.findings.map(({ message }) => message).join('; ') || this.noteOf(row.handle);
      const active = index === current;
      return part(
        'tr',
        active ? 'is-selected' : '',
        { 'aria-selected': String(active) },
        part('th', '', { scope: 'row' }, name),
        part('td', 'muted', {}, title),
        this.field(index, 'step', count(row.step), row.handle.x !== undefined, active, name),
        part('td', 'number', {}, row.epoch === undefined ? '' : row.epoch.toFixed(2)),
        this.field(index, 'rate', computed(row.rate), row.handle.y !== undefined, active, name),
        part('td', 'number', {}, formatPercent(row.share)),
        part('td', 'muted', {}, row.findings.length > 0 && icon('warning'), note),
      );
    });
    return this.build(
      'grid',
      [
        this.trans.__('Point'),
        this.trans.__('Segment'),
        this.trans.__('Step'),
        this.trans.__('Epoch'),
        'lr',
        this.trans.__('Share of peak'),
        this.trans.__('Note'),
      ],
      body,
    );
  }

  private noteOf({ y, x }: Handle): string {
    const bound = [y, x]
      .filter((one) => one !== undefined)
      .map((one) => nameOf(one?.address.name ?? '').toLowerCase());
    return bound.length > 0 ? this.trans.__('moves %1', [...new Set(bound)].join(', ')) : '';
  }

  private field(
    row: number,
    column: Column,
    words: string,
    editable: boolean,
    active: boolean,
    name: string,
  ): HTMLElement {
    const first = active && (column === 'rate' || !this.rows[row]?.handle.y);
    return part(
      'td',
      `number cell${editable ? ' is-editable' : ''}`,
      {
        tabindex: first ? 0 : -1,
        'data-row': row,
        'data-column': column,
        'aria-readonly': String(!editable || this.picture?.readOnly === true),
        'aria-label': `${name}, ${column === 'step' ? this.trans.__('step') : 'lr'} ${words}`,
      },
      words,
    );
  }

  private epochs({ scene }: Picture): HTMLElement {
    const rows = scene ? gridRows(scene) : [];
    return this.build(
      'table',
      [this.trans.__('Step'), this.trans.__('Epoch'), 'lr'],
      rows.map(({ step, epoch, rate }) =>
        part(
          'tr',
          '',
          {},
          ...[count(step), epoch === undefined ? '' : epoch.toFixed(2), computed(rate)].map(
            (words) => part('td', 'number', {}, words),
          ),
        ),
      ),
    );
  }

  private findings({ findings }: Picture): HTMLElement {
    if (findings.length === 0) {
      return part('p', 'muted none', { tabindex: 0 }, this.trans.__('All checks passed'));
    }
    return this.build(
      'table',
      [this.trans.__('Step'), this.trans.__('Finding'), this.trans.__('Fix')],
      findings.map((finding, index) => {
        const fix = button(
          'action',
          this.trans.__('Apply fix: %1', finding.fix?.message ?? ''),
          () => {
            this.actions.look({ finding: index });
            this.actions.run('apply-fix');
          },
        );
        return part(
          'tr',
          '',
          {},
          part('td', 'number', {}, count(finding.at)),
          part('td', '', {}, this.trans.__(finding.message)),
          part('td', '', {}, finding.fix && fix),
        );
      }),
    );
  }

  private build(
    role: 'grid' | 'table',
    titles: readonly string[],
    rows: readonly HTMLElement[],
  ): HTMLElement {
    return part(
      'table',
      'twintable',
      { role },
      part(
        'thead',
        '',
        {},
        part(
          'tr',
          '',
          {},
          ...titles.map((title, index) =>
            part(
              'th',
              rows[0]?.children[index]?.classList.contains('jp-AnnealDesigner-number')
                ? 'number'
                : '',
              { scope: 'col' },
              title,
            ),
          ),
        ),
      ),
      part('tbody', '', {}, ...rows),
    );
  }

  private place(node: Element | null): { row: number; column: Column } | undefined {
    const cell = node?.closest<HTMLElement>('[data-column]');
    if (!cell || !this.scroll.contains(cell)) return undefined;
    return { row: Number(cell.dataset.row), column: cell.dataset.column as Column };
  }

  private cell(row: number, column: Column): HTMLElement | null {
    return this.scroll.querySelector(`[data-row="${row}"][data-column="${column}"]`);
  }

  private select(target: Element): void {
    const place = this.place(target);
    const handle = place && this.rows[place.row]?.handle;
    if (handle && this.picture && this.picture.view.handle !== handle.id) {
      this.actions.look({ handle: handle.id, selected: handle.segment });
      this.cell(place.row, place.column)?.focus();
    }
  }

  private key(event: KeyboardEvent): void {
    const place = this.place(event.target as Element);
    if (
      !place ||
      event.target instanceof HTMLInputElement ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey
    )
      return;
    const { row, column } = place;
    const go = (to: number, at: Column): void =>
      this.cell(Math.min(Math.max(0, to), this.rows.length - 1), at)?.focus();
    const actions: Record<string, () => void> = {
      ArrowUp: () => go(row - 1, column),
      ArrowDown: () => go(row + 1, column),
      ArrowLeft: () => go(row, 'step'),
      ArrowRight: () => go(row, 'rate'),
      Home: () => go(0, column),
      End: () => go(this.rows.length - 1, column),
      Enter: () => this.edit(event.target as Element),
      F2: () => this.edit(event.target as Element),
      '+': () => this.nudge(row, column, true, event.shiftKey),
      '=': () => this.nudge(row, column, true, event.shiftKey),
      '*': () => this.nudge(row, column, true, true),
      '-': () => this.nudge(row, column, false, event.shiftKey),
      _: () => this.nudge(row, column, false, true),
    };
    const action = actions[event.key];
    if (action) {
      event.preventDefault();
      event.stopPropagation();
      action();
    }
  }

  private nudge(row: number, column: Column, up: boolean, coarse: boolean): void {
    const { scene } = this.picture ?? {};
    const handle = this.rows[row]?.handle;
    if (scene && handle) {
      const move = column === 'rate' ? nudgeVertically : nudgeSideways;
      this.take(move(scene, handle, up, coarse), `keys:${handle.id}`, row, column);
    }
  }

  private edit(target: Element): void {
    const place = this.place(target);
    const cell = place && this.cell(place.row, place.column);
    const row = place && this.rows[place.row];
    const bound = place?.column === 'rate' ? row?.handle.y : row?.handle.x;
    const { scene, readOnly } = this.picture ?? {};
    if (!cell || !row || !bound || !scene || readOnly) return;
    const input = part('input', 'input cellinput', {
      type: 'text',
      inputmode: 'decimal',
      'aria-label': cell.getAttribute('aria-label') ?? '',
    });
    input.value =
      place.column === 'rate' ? typed(Number(row.rate.toPrecision(6))) : String(row.step);
    cell.replaceChildren(input);
    input.select();
    let open = true;
    const close = (take: boolean): void => {
      if (!open) return;
      open = false;
      const value = Number(input.value.replace(/[,\s_]/g, ''));
      cell.replaceChildren(place.column === 'rate' ? computed(row.rate) : count(row.step));
      cell.focus();
      if (take && input.value.trim() !== '' && Number.isFinite(value))
        this.set(row, place.row, place.column, value);
    };
    input.addEventListener('keydown', (event) => {
      event.stopPropagation();
      if (event.key === 'Enter') close(true);
      if (event.key === 'Escape') close(false);
    });
    input.addEventListener('blur', () => close(true));
  }

  private set({ handle }: PointRow, row: number, column: Column, value: number): void {
    const { scene } = this.picture ?? {};
    if (!scene) return;
    // a rate that is the parameter itself is taken as typed
    const direct =
      handle.y?.param.kind === 'rate' &&
      Math.abs(handle.y.value - handle.rate) <= 1e-12 * handle.rate;
    const track =
      column === 'step'
        ? moveSideways(scene, handle, value)
        : direct && handle.y
          ? setValue(scene.track, handle.y.address, value)
          : moveVertically(scene, handle, value, NO_SNAP);
    this.take(track, undefined, row, column);
  }

  private take(track: Track, group: string | undefined, row: number, column: Column): void {
    const { scene, readOnly } = this.picture ?? {};
    if (!scene || readOnly) return;
    try {
      buildScene(track, scene.plan);
    } catch (error) {
      this.actions.announce((error as Error).message);
      return;
    }
    this.actions.edit(track, group);
    const cell = this.cell(row, column);
    cell?.focus();
    this.actions.announce(cell?.getAttribute('aria-label') ?? '');
  }

  private readonly tabs: HTMLElement;
  private readonly scroll = part('div', 'twinscroll');
  private rows: readonly PointRow[] = [];
  private picture: Picture | undefined;
}
