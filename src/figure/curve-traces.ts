import type { Trace } from './chart';
import { encodeColumn, encodePositions } from './encode';
import type { Jump } from './sample';

/** Points of a line; a NaN breaks it. */
export interface Line {
  readonly places: readonly number[];
  readonly values: readonly number[];
}

/** What a line shows and how. */
export interface LineOptions {
  readonly role: string;
  readonly name: string;
  /** Plotly text of a hover row; left out, the line has none. */
  readonly hover?: string;
  readonly yaxis?: string;
  readonly mode?: 'lines' | 'markers' | 'lines+markers';
  readonly more?: Readonly<Record<string, unknown>>;
}

/** A trace of few bytes: float32 values, evenly spaced places as two numbers. */
export function lineTrace(line: Line, options: LineOptions): Trace {
  const { role, name, hover, yaxis, mode = 'lines', more } = options;
  return {
    type: 'scatter',
    mode,
    name,
    meta: { role },
    ...encodePositions(line.places),
    y: encodeColumn(line.values, 'f4'),
    ...(yaxis ? { yaxis } : {}),
    ...(hover ? { hovertemplate: `${hover}<extra></extra>` } : { hoverinfo: 'skip' }),
    ...more,
  };
}

/** The rates of `steps` as a line that is broken before each jump. */
export function brokenLine(
  steps: readonly number[],
  jumps: readonly Jump[],
  rate: (step: number) => number,
  place: (step: number) => number,
): Line {
  const breaks = jumps.map((jump) => jump.step);
  const places: number[] = [];
  const values: number[] = [];
  let next = 0;
  for (const step of steps) {
    let broken = false;
    for (; next < breaks.length && (breaks[next] as number) <= step; next++) broken = true;
    if (broken && places.length > 0) {
      places.push(place(step));
      values.push(Number.NaN);
    }
    places.push(place(step));
    values.push(rate(step));
  }
  return { places, values };
}

/**
 * What closes a broken line where no rate was skipped: drops upright at the first step of the new rate, phases that
 * follow smoothly by a straight line, restarts not at all. Nothing to hover: these places are no steps.
 */
export function closingLine(
  jumps: readonly Jump[],
  joints: readonly number[],
  rate: (step: number) => number,
  place: (step: number) => number,
): Line {
  const places: number[] = [];
  const values: number[] = [];
  const pieces = [
    ...jumps.filter((jump) => !jump.restart).map(({ step }) => ({ step, upright: true })),
    ...joints.map((step) => ({ step, upright: false })),
  ].sort((a, b) => a.step - b.step);
  for (const { step, upright } of pieces) {
    const [before, after] = [rate(step - 1), rate(step)];
    places.push(place(step - 1), ...(upright ? [place(step)] : []), place(step), place(step));
    values.push(before, ...(upright ? [before] : []), after, Number.NaN);
  }
  return { places, values };
}
