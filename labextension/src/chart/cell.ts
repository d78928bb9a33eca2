import type { Cell, TableColumn } from 'anneal/pure';
import { part, setText } from './elements';

/** The text of a cell; the library has the same, and is not loaded for a table. */
export function textOf(cell: Cell | undefined): string {
  return (typeof cell === 'string' ? cell : cell?.text) ?? '';
}

const WIDTH = 140;
const HEIGHT = 16;
const EDGE = 6;

/** A heading: its title, and a quieter second line. */
export function createHeading({ title, note, align }: TableColumn): HTMLElement {
  const heading = document.createElement('th');
  heading.scope = 'col';
  heading.dataset.align = align;
  heading.append(title);
  if (note) {
    const small = part('span', 'note');
    small.textContent = note;
    heading.append(small);
  }
  return heading;
}

/** What a cell of a table shows: text, a second line, a bar or dots. Kept from frame to frame. */
export class CellView {
  constructor(private readonly node: HTMLElement) {
    node.append(this.picture, this.text, this.note);
    this.picture.setAttribute('aria-hidden', 'true');
  }

  update(cell: Cell | undefined): void {
    const { note, share, dots } = typeof cell === 'object' ? cell : ({} as Picture);
    setText(this.text, textOf(cell));
    this.note.hidden = !note;
    setText(this.note, note ?? '');
    const drawing = JSON.stringify([share, dots]);
    if (drawing === this.drawing) {
      return;
    }
    this.drawing = drawing;
    this.picture.hidden = share === undefined && !dots;
    this.picture.className = `jp-AnnealChart-${dots ? 'dots' : 'bar'}`;
    this.picture.replaceChildren();
    if (dots) {
      this.picture.append(drawDots(dots));
      this.node.setAttribute(
        'aria-label',
        dots.values.map((value) => value.toPrecision(3)).join(', '),
      );
    } else if (share !== undefined) {
      const bar = part('span', 'filled');
      bar.style.width = `${100 * Math.min(1, Math.max(0, share))}%`;
      this.picture.append(bar);
    }
  }

  private readonly picture = part('span', 'bar');
  private readonly text = part('span', 'text');
  private readonly note = part('span', 'note');
  private drawing = '';
}

type Picture = Partial<Exclude<Cell, string>>;
type Dots = NonNullable<Picture['dots']>;

/** A dot for each value on a line, a stroke at their median. */
function drawDots({ values, median, range: [low, high] }: Dots): SVGSVGElement {
  const place = (value: number): number =>
    EDGE + (WIDTH - 2 * EDGE) * (high > low ? (value - low) / (high - low) : 0.5);
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('width', String(WIDTH));
  svg.setAttribute('height', String(HEIGHT));
  const middle = HEIGHT / 2;
  const path = (name: string, d: string): void => {
    const node = document.createElementNS(svg.namespaceURI, 'path') as SVGPathElement;
    node.setAttribute('class', `jp-AnnealChart-${name}`);
    node.setAttribute('d', d);
    svg.append(node);
  };
  path('axis', `M0 ${middle}H${WIDTH}`);
  for (const value of values) {
    path('dot', `M${place(value) - 4} ${middle}a4 4 0 1 1 8 0a4 4 0 1 1 -8 0z`);
  }
  if (Number.isFinite(median)) {
    path('median', `M${place(median)} 1V${HEIGHT - 1}`);
  }
  return svg;
}
