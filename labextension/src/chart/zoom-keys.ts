import type { Axis } from '../plotly';
import type { Ranges } from './ranges';

const FACTORS: Readonly<Record<string, number>> = { '+': 0.5, '=': 0.5, '-': 2, _: 2 };

/**
 * The range of the x axis after a key: `+` halves it, `-` doubles it, around a place or its middle.
 *
 * @returns Nothing for any other key.
 */
export function zoomedBy(
  key: string,
  layout: Readonly<Record<string, unknown>>,
  around: number | undefined,
): Ranges | undefined {
  const factor = FACTORS[key];
  const axis = layout.xaxis as Axis | undefined;
  if (!factor || !axis?.range) {
    return undefined;
  }
  const [from, to] = axis.range;
  const place = around !== undefined && axis.type === 'log' ? Math.log10(around) : around;
  const middle = place ?? (from + to) / 2;
  return { xaxis: [middle - (middle - from) * factor, middle + (to - middle) * factor] };
}
