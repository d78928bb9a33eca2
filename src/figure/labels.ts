import type { Figure, Mark } from './chart';
import { plainText } from './text';

/** Width of a text in px, estimated for a wide sans so that nothing overlaps in a narrow one. */
export function textWidth(text: string, size = 11): number {
  return [...text].length * size * 0.56;
}

/** Width of a Plotly label in px: sizes are the theme's, so the larger one is assumed, and bold is wider. */
export function labelWidth(label: string): number {
  return textWidth(plainText(label), 12) * (label.includes('<b>') ? 1.15 : 1);
}

/**
 * Moves labels apart: the lowest stays, the others go up until each has its room below it.
 *
 * @param places Heights in px from the top.
 * @param rooms Px that each needs down to the next one; a number is for all.
 * @returns How far each moves, in px; negative is up.
 */
export function spread(places: readonly number[], rooms: number | readonly number[]): number[] {
  const order = places.map((_, i) => i).sort((a, b) => (places[b] ?? 0) - (places[a] ?? 0));
  const moves = places.map(() => 0);
  let below = Number.POSITIVE_INFINITY;
  for (const i of order) {
    const room = typeof rooms === 'number' ? rooms : (rooms[i] ?? 0);
    const place = Math.min(places[i] ?? 0, below - room);
    moves[i] = place - (places[i] ?? 0);
    below = place;
  }
  return moves;
}

type Pair = readonly [number, number];

/** Px from the top of the plot at which a place on a y axis stands. */
function pixelsOn(layout: Figure['layout'], yref: string): (place: number) => number {
  const axis = (layout[`${yref[0]}axis${yref.slice(1)}`] ?? {}) as { range?: Pair; domain?: Pair };
  const { t = 0, b = 0 } = (layout.margin ?? {}) as { t?: number; b?: number };
  const [from, to] = axis.range ?? [0, 1];
  const [low, high] = axis.domain ?? [0, 1];
  const height = layout.height - t - b;
  return (place) => height * (1 - low - (high - low) * ((place - from) / (to - from)));
}

/** Labels at line ends (`room`) apart from each other, and second lines (`below`) under theirs. */
export function settleLabels(layout: Figure['layout']): Mark[] {
  const marks = layout.annotations ?? [];
  const placed = new Map<Mark, number>();
  for (const yref of new Set(marks.filter(({ room }) => room).map((mark) => String(mark.yref)))) {
    const group = marks.filter((mark) => mark.room && mark.yref === yref);
    const pixels = pixelsOn(layout, yref);
    const moves = spread(
      group.map((mark) => pixels(Number(mark.y))),
      group.map((mark) => mark.room ?? 0),
    );
    group.forEach((mark, i) => {
      placed.set(mark, Math.round(moves[i] ?? 0));
    });
  }
  let last = 0;
  return marks.map((mark) => {
    const move = placed.get(mark);
    if (move !== undefined) last = move;
    if (move !== undefined && mark.showarrow) return { ...mark, ay: 0 + move };
    if (move !== undefined) return { ...mark, yshift: 0 - move };
    return mark.below === undefined ? mark : { ...mark, yshift: 0 - last - mark.below };
  });
}
