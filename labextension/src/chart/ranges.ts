import type { Axis } from '../plotly';

/** Ranges the reader has chosen, by axis: `xaxis`, `yaxis2`. */
export type Ranges = Readonly<Record<string, readonly [number, number]>>;

/**
 * The ranges after a zoom or a pan.
 *
 * @param change What Plotly says has changed, such as `xaxis.range[0]`.
 * @param layout The layout after the change.
 */
export function rangesAfter(
  ranges: Ranges,
  change: Readonly<Record<string, unknown>>,
  layout: Readonly<Record<string, unknown>>,
): Ranges {
  const after: Record<string, readonly [number, number]> = { ...ranges };
  for (const attribute of Object.keys(change)) {
    const axis = /^([xy]axis\d*)\.range/.exec(attribute)?.[1];
    const range = axis && (layout[axis] as Axis | undefined)?.range;
    if (range) {
      after[axis] = [...range];
    }
  }
  return after;
}
