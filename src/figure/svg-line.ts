/** A point in px. */
export type Point = readonly [x: number, y: number];

/** Parts of a line between its gaps. */
export function pieces(points: readonly Point[]): Point[][] {
  const parts: Point[][] = [[]];
  for (const point of points) {
    if (Number.isFinite(point[1])) parts.at(-1)?.push(point);
    else parts.push([]);
  }
  return parts.filter((part) => part.length > 0);
}

/** A line cut where it leaves the room from `top` to `bottom`: what is outside becomes a gap. */
export function crop(points: readonly Point[], top: number, bottom: number): Point[] {
  const inside = ([, y]: Point): boolean => y >= top && y <= bottom;
  const cut: Point[] = [];
  points.forEach((point, i) => {
    const before = points[i - 1];
    const crosses = before && inside(before) !== inside(point);
    if (crosses && Number.isFinite(before[1]) && Number.isFinite(point[1])) {
      const [outside, other] = inside(point) ? [before, point] : [point, before];
      const edge = outside[1] < top ? top : bottom;
      const t = (edge - outside[1]) / (other[1] - outside[1]);
      cut.push([outside[0] + t * (other[0] - outside[0]), edge]);
    }
    cut.push(inside(point) ? point : [point[0], Number.NaN]);
  });
  return cut;
}

/** Leaves out points that lie less than `tolerance` px off the line that remains (Douglas and Peucker, 1973). */
export function simplify(points: readonly Point[], tolerance: number): Point[] {
  const kept = new Set([0, points.length - 1]);
  const open: [number, number][] = [[0, points.length - 1]];
  for (let span = open.pop(); span !== undefined; span = open.pop()) {
    const [from, to] = span;
    const [x0, y0] = points[from] as Point;
    const [x1, y1] = points[to] as Point;
    const length = Math.hypot(x1 - x0, y1 - y0) || 1;
    let [farthest, distance] = [-1, tolerance];
    for (let i = from + 1; i < to; i++) {
      const [x, y] = points[i] as Point;
      const off = Math.abs((x1 - x0) * (y - y0) - (y1 - y0) * (x - x0)) / length;
      if (off > distance) [farthest, distance] = [i, off];
    }
    if (farthest < 0) continue;
    kept.add(farthest);
    open.push([from, farthest], [farthest, to]);
  }
  return points.filter((_, i) => kept.has(i));
}

/** The lowest and the highest point of each column, up and down in turns: noise without its detail. */
export function columns(points: readonly Point[], width: number): Point[] {
  const result: Point[] = [];
  let up = false;
  for (let i = 0; i < points.length; ) {
    const [x] = points[i] as Point;
    const column = Math.floor(x / width);
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (; i < points.length && Math.floor((points[i] as Point)[0] / width) === column; i++) {
      const [, y] = points[i] as Point;
      low = Math.min(low, y);
      high = Math.max(high, y);
    }
    up = !up;
    if (high - low < 0.5) result.push([x, low]);
    else result.push([x, up ? low : high], [x, up ? high : low]);
  }
  return result;
}

/** Units a px in {@link pathOf}: half pixels as integers take few characters. */
export const pathScale = 2;

/** Path data of lines in half px, in relative moves. */
export function pathOf(parts: readonly (readonly Point[])[]): string {
  return parts
    .map((part) => {
      const grid = part.map(([x, y]) => [Math.round(x * pathScale), Math.round(y * pathScale)]);
      let text = '';
      grid.forEach(([x = 0, y = 0], i) => {
        const [fromX = 0, fromY = 0] = grid[i - 1] ?? [];
        const dx = x - fromX;
        const dy = y - fromY;
        if (i === 0) text = `M${x} ${y}l`;
        else if (dx !== 0 || dy !== 0) {
          text += `${dx >= 0 && !text.endsWith('l') ? ' ' : ''}${dx}${dy >= 0 ? ' ' : ''}${dy}`;
        }
      });
      // a single point becomes a dot under round caps
      return text.endsWith('l') ? `${text}0 0` : text;
    })
    .join('');
}
