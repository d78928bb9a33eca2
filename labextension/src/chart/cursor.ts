import type { HoverEvent } from '../plotly';

/** Places that a cursor can stand at: those of the line with the most points. */
export function placesOf(traces: readonly (readonly { readonly x?: number }[])[]): number[] {
  const longest = traces.reduce(
    (most, points) => (points.length > most.length ? points : most),
    [],
  );
  return longest.flatMap(({ x }) => (x === undefined || !Number.isFinite(x) ? [] : [x]));
}

/** Where the cursor goes by a key: to the next point, by a tenth of them, or to an end. */
export function moved(
  places: readonly number[],
  at: number | undefined,
  key: string,
): number | undefined {
  const last = places.length - 1;
  if (last < 0) {
    return undefined;
  }
  const found = at === undefined ? -1 : places.findIndex((place) => place >= at);
  const index = found < 0 ? (at === undefined ? 0 : last) : found;
  const jump = Math.max(1, Math.round(last / 10));
  const to = {
    ArrowRight: index + (at === undefined ? 0 : 1),
    ArrowLeft: at === undefined ? last : index - 1,
    PageUp: index - jump,
    PageDown: index + jump,
    Home: 0,
    End: last,
  }[key];
  return to === undefined ? undefined : places[Math.min(last, Math.max(0, to))];
}

/** What the hover box says, to be read aloud: `step 12: train 0.0432, lr, used 8.4e-4`. */
export function spoken(axis: string, { points }: HoverEvent): string {
  const short = (value: number): string => String(Number(value.toPrecision(4)));
  const rows = points
    .filter(({ data, y }) => data.name && Number.isFinite(y))
    .map(({ data, y }) => `${data.name} ${short(y)}`);
  const [first] = points;
  return first ? `${axis} ${short(first.x)}: ${rows.join(', ')}` : '';
}
