/** Width of a text in px, estimated for a wide sans so that nothing overlaps in a narrow one. */
export function textWidth(text: string, size = 11): number {
  return [...text].length * size * 0.56;
}

/**
 * Moves labels apart: none nearer than `gap` px to the next, the lowest stays, the others go up.
 *
 * @param places Heights in px from the top.
 * @returns How far each moves, in px; negative is up.
 */
export function spread(places: readonly number[], gap: number): number[] {
  const order = places.map((_, i) => i).sort((a, b) => (places[b] ?? 0) - (places[a] ?? 0));
  const moves = places.map(() => 0);
  let free = Number.POSITIVE_INFINITY;
  for (const i of order) {
    const place = Math.min(places[i] ?? 0, free);
    moves[i] = place - (places[i] ?? 0);
    free = place - gap;
  }
  return moves;
}
