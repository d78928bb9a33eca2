import { setValue } from '../../model/address';
import type { Handle } from '../../model/handles';
import { moveSideways, moveVertically, NO_SNAP } from '../../model/move';
import { nudgeSideways, nudgeVertically } from '../../model/nudge';
import { buildScene, type Scene } from '../../model/scene';
import type { PointRow } from '../../model/table';
import type { Track } from '../../model/track';
import type { Actions, Picture } from '../picture';
import { computed, count, typed } from '../text';
import { typeInto } from './cell-input';

export type Column = 'step' | 'rate';

interface Place {
  readonly row: number;
  readonly column: Column;
}

/** The cells of the points: gone through with the keys, moved by them, and typed into. */
export class Cells {
  constructor(
    private readonly node: HTMLElement,
    private readonly actions: Actions,
  ) {
    node.addEventListener('keydown', (event) => this.key(event));
    node.addEventListener('focusin', (event) => this.select(event.target as Element));
    node.addEventListener('dblclick', (event) => this.edit(event.target as Element));
  }

  update(picture: Picture, rows = this.rows): void {
    this.picture = picture;
    this.rows = rows;
  }

  /** The place of the cell that a node is, or is in. */
  place(node: Element | null): Place | undefined {
    const cell = node?.closest<HTMLElement>('[data-column]');
    if (!cell || !this.node.contains(cell)) return undefined;
    return { row: Number(cell.dataset.row), column: cell.dataset.column as Column };
  }

  cell({ row, column }: Place): HTMLElement | null {
    return this.node.querySelector(`[data-row="${row}"][data-column="${column}"]`);
  }

  private select(target: Element): void {
    const place = this.place(target);
    const handle = place && this.rows[place.row]?.handle;
    if (handle && this.picture && this.picture.view.handle !== handle.id) {
      this.actions.look({ handle: handle.id, selected: handle.segment });
      this.cell(place)?.focus();
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
    const last = this.rows.length - 1;
    const go = (to: number, at: Column): void =>
      this.cell({ row: Math.min(Math.max(0, to), last), column: at })?.focus();
    const actions: Record<string, () => void> = {
      ArrowUp: () => go(row - 1, column),
      ArrowDown: () => go(row + 1, column),
      ArrowLeft: () => go(row, 'step'),
      ArrowRight: () => go(row, 'rate'),
      Home: () => go(0, column),
      End: () => go(last, column),
      Enter: () => this.edit(event.target as Element),
      F2: () => this.edit(event.target as Element),
      '+': () => this.nudge(place, true, event.shiftKey),
      '=': () => this.nudge(place, true, event.shiftKey),
      '*': () => this.nudge(place, true, true),
      '-': () => this.nudge(place, false, event.shiftKey),
      _: () => this.nudge(place, false, true),
    };
    const action = actions[event.key];
    if (action) {
      event.preventDefault();
      event.stopPropagation();
      action();
    }
  }

  private nudge(place: Place, up: boolean, coarse: boolean): void {
    const { scene } = this.picture ?? {};
    const handle = this.rows[place.row]?.handle;
    if (scene && handle) {
      const move = place.column === 'rate' ? nudgeVertically : nudgeSideways;
      this.take(move(scene, handle, up, coarse), `keys:${handle.id}`, place);
    }
  }

  private edit(target: Element): void {
    const place = this.place(target);
    const cell = place && this.cell(place);
    const row = place && this.rows[place.row];
    const bound = place?.column === 'rate' ? row?.handle.y : row?.handle.x;
    const { scene, readOnly } = this.picture ?? {};
    if (!cell || !row || !bound || !scene || readOnly) return;
    const text =
      place.column === 'rate'
        ? { shown: computed(row.rate), offered: typed(Number(row.rate.toPrecision(6))) }
        : { shown: count(row.step), offered: String(row.step) };
    typeInto(cell, text, (value) => {
      // the document may have changed since the cell was opened
      const now = this.picture?.scene;
      if (now) this.take(withTyped(now, row.handle, place.column, value), undefined, place);
    });
  }

  private take(track: Track, group: string | undefined, place: Place): void {
    const { scene, readOnly } = this.picture ?? {};
    if (!scene || readOnly) return;
    try {
      buildScene(track, scene.plan);
    } catch (error) {
      this.actions.announce((error as Error).message);
      return;
    }
    this.actions.edit(track, group);
    const cell = this.cell(place);
    cell?.focus();
    this.actions.announce(cell?.getAttribute('aria-label') ?? '');
  }

  private rows: readonly PointRow[] = [];
  private picture: Picture | undefined;
}

/** The track after a step or a rate was typed for a point. */
function withTyped(scene: Scene, handle: Handle, column: Column, value: number): Track {
  if (column === 'step') return moveSideways(scene, handle, value);
  const { y, rate } = handle;
  // a rate that is the parameter itself is taken as typed
  return y?.param.kind === 'rate' && Math.abs(y.value - rate) <= 1e-12 * rate
    ? setValue(scene.track, y.address, value)
    : moveVertically(scene, handle, value, NO_SNAP);
}
