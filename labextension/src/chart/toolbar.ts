import type { TranslationBundle } from '@jupyterlab/translation';
import { part } from './elements';

/** What the buttons of a chart do. */
export interface ToolbarActions {
  drag(mode: 'zoom' | 'pan'): void;
  reset(): void;
  save(): void;
}

/** The buttons of a chart: what dragging does, the whole chart again, and a picture of it. */
export function createToolbar(trans: TranslationBundle, actions: ToolbarActions): HTMLElement {
  const zoom = button(trans.__('Zoom'), trans.__('Drag over the chart to zoom in'));
  const pan = button(trans.__('Pan'), trans.__('Drag the chart to move it'));
  const reset = button(trans.__('Reset'), trans.__('Show the whole chart'));
  const save = button(trans.__('Save PNG'), trans.__('Save a picture of the chart'));
  const choose = (mode: 'zoom' | 'pan'): void => {
    zoom.setAttribute('aria-pressed', String(mode === 'zoom'));
    pan.setAttribute('aria-pressed', String(mode === 'pan'));
  };
  choose('zoom');
  zoom.addEventListener('click', () => {
    choose('zoom');
    actions.drag('zoom');
  });
  pan.addEventListener('click', () => {
    choose('pan');
    actions.drag('pan');
  });
  reset.addEventListener('click', actions.reset);
  save.addEventListener('click', actions.save);

  const drag = part('span', 'segment', zoom, pan);
  drag.setAttribute('role', 'group');
  drag.setAttribute('aria-label', trans.__('Dragging'));
  const toolbar = part('div', 'toolbar', drag, reset, save);
  keepKeys(toolbar);
  return toolbar;
}

/** Leaves Enter and Space to the buttons inside; else the notebook takes them as its shortcuts. */
export function keepKeys(node: HTMLElement): void {
  node.dataset.lmSuppressShortcuts = 'true';
}

function button(label: string, title: string): HTMLButtonElement {
  const node = part('button', 'button');
  node.type = 'button';
  node.textContent = label;
  node.title = title;
  return node;
}
