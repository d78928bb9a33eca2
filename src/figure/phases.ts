import type { Phase } from '../schedule';
import type { Mark } from './chart';
import type { RateCurve } from './curve';
import { cleanText, plotlyText } from './text';

/** A phase as it is drawn. */
export interface Band {
  /** Plain text, fit to show. */
  readonly name: string;
  /** Role of its tint without `phase.`. */
  readonly tint: string;
  readonly from: number;
  readonly to: number;
  readonly restart: boolean;
}

const MOST_BANDS = 40;
const MOST_NAMES = 16;

/** Whether phase `index` begins with a jump up from the cycle before it. */
export function isRestart(curve: RateCurve, index: number): boolean {
  const phase = curve.phases[index] as Phase;
  if (phase.from <= 0 || phase.from >= curve.steps) return false;
  if (phase.restart !== undefined) return phase.restart;
  const before = curve.phases[index - 1];
  if (phase.kind !== 'cycle' || before?.kind !== 'cycle' || before.to !== phase.from) return false;
  const [from, to] = [curve(phase.from - 1), curve(phase.from)];
  return to > from * 1.01 && to - from > Math.abs(curve(phase.from + 1) - to) * 4;
}

/**
 * The phases of a curve as bands: restarts counted and named, cycles tinted in turns.
 *
 * More than 40 would be stripes: then neighbours of one kind become one band, named by their number.
 */
export function bandsOf(curve: RateCurve): Band[] {
  const crowded = curve.phases.length > MOST_BANDS;
  const bands: Band[] = [];
  let restarts = 0;
  let cycles = 0;
  for (let index = 0; index < curve.phases.length; ) {
    const phase = curve.phases[index] as Phase;
    let end = index + 1;
    while (crowded && curve.phases[end]?.kind === phase.kind) end++;
    const many = end - index;
    const restart = many === 1 && isRestart(curve, index);
    if (restart) restarts++;
    const name = restart ? `↺ restart ${restarts}` : cleanText(phase.name, 40);
    const tint = phase.kind === 'cycle' && cycles++ % 2 === 1 ? 'cycle.even' : phase.kind;
    const to = Math.min((curve.phases[end - 1] as Phase).to, curve.steps);
    if (phase.from < to && bands.length < MOST_BANDS) {
      bands.push({
        name: many > 1 ? `${many} × ${name}` : name,
        tint,
        from: phase.from,
        to,
        restart,
      });
    }
    index = end;
  }
  return bands;
}

const round = (value: number): number => Number(value.toPrecision(7));

/** An upright line at each place, as one shape. */
export function uprights(name: string, places: readonly number[], from = 0, to = 1): Mark[] {
  if (places.length === 0) return [];
  const path = places.map((x) => `M${round(x)},${from}V${to}`).join('');
  return [{ name, type: 'path', xref: 'x', yref: 'paper', path }];
}

/** A rectangle from place to place, as one shape. */
export function rectangles(
  name: string,
  spans: readonly (readonly [number, number])[],
  from = 0,
  to = 1,
): Mark {
  const path = spans.map(([a, b]) => `M${round(a)},${from}H${round(b)}V${to}H${round(a)}Z`);
  return { name, type: 'path', xref: 'x', yref: 'paper', path: path.join('') };
}

/**
 * Draws bands: a ribbon with their names above `top`, a weak tint down from it, a dotted line at each restart.
 *
 * @param top Share of the plot's height below the ribbon.
 * @param place Position of a step on the x axis.
 */
export function drawBands(
  bands: readonly Band[],
  top: number,
  place: (step: number) => number,
): { readonly shapes: Mark[]; readonly annotations: Mark[] } {
  const shapes: Mark[] = [];
  for (const tint of new Set(bands.map((band) => band.tint))) {
    const spans = bands
      .filter((band) => band.tint === tint)
      .map((band) => [place(band.from), place(band.to)] as const);
    // the ribbon lies on the tint, so it is twice as strong
    shapes.push(rectangles(`phase.${tint}`, spans), rectangles(`phase.${tint}`, spans, top));
  }
  const restarts = bands.filter((band) => band.restart).map((band) => place(band.from));
  shapes.push(...uprights('restart', restarts));
  // the widest bands: others would find no room for a name anyway
  const widths = bands.map(({ from, to }) => to - from).sort((a, b) => b - a);
  const narrowest = widths[MOST_NAMES - 1] ?? 0;
  const named = bands.filter(({ from, to }) => to - from >= narrowest).slice(0, MOST_NAMES);
  const annotations = named.map((band) => ({
    name: 'label.phase',
    text: plotlyText(band.name),
    xref: 'x',
    yref: 'paper',
    x: round(place(band.from)),
    until: round(place(band.to)),
    y: round((top + 1) / 2),
    xanchor: 'left',
    yanchor: 'middle',
    xshift: 4,
  }));
  return { shapes, annotations };
}
