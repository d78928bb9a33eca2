import type { Status } from 'anneal/pure';
import { part, picture, setText } from './elements';

const FILL = { fill: 'currentColor' };
const STROKE = { fill: 'none', stroke: 'currentColor', 'stroke-width': '1.75' };

// a shape for each kind, so that a status never rests on colour alone
const SHAPES: Readonly<Record<Status['kind'], Readonly<Record<string, string>>>> = {
  running: { ...FILL, d: 'M4 1a3 3 0 1 1 0 6a3 3 0 1 1 0-6z' },
  done: { ...STROKE, d: 'M0.75 4.25l2.25 2.25 4.25-5' },
  stopped: { ...FILL, d: 'M1 1h6v6h-6z' },
  doubtful: { ...STROKE, d: 'M4 0.75l3.5 6.5h-7zM4 3v2' },
  failed: { ...STROKE, d: 'M1 1l6 6m0-6l-6 6' },
};

/** How a run stands: a shape and a word. */
export class StatusChip {
  readonly node = part('span', 'status');

  constructor() {
    this.word.setAttribute('role', 'status');
    this.node.append(this.shape, this.word);
  }

  update(status: Status | undefined): void {
    this.node.hidden = !status;
    if (status && status.kind !== this.node.dataset.kind) {
      this.node.dataset.kind = status.kind;
      this.shape.replaceChildren(picture(8, 8, SHAPES[status.kind] ?? SHAPES.stopped));
    }
    setText(this.word, status?.word ?? '');
  }

  private readonly shape = part('span', 'shape');
  private readonly word = part('span', 'word');
}
