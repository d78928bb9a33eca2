import { epochTicks, type FigureMeta, rateTicks } from 'anneal/pure';
import type { Axis, PaintedLayout } from '../plotly';
import type { Ranges } from './ranges';

/**
 * A layout that shows what the reader has zoomed to, with ticks that suit it.
 *
 * Rates and epochs have written-out ticks, made for the whole chart; a zoom would leave one or none.
 *
 * @param width Width of the figure in px.
 */
export function zoomTo(layout: PaintedLayout, ranges: Ranges, width: number): PaintedLayout {
  const ticked: Record<string, unknown> = { ...layout };
  for (const [name, [low, high]] of Object.entries(ranges)) {
    const axis = layout[name] as Axis | undefined;
    if (!axis) {
      continue;
    }
    const zoomed = { ...axis, range: [low, high] };
    if (axis.type === 'log') {
      // Plotly's own choice shows more than the decades of the whole chart
      ticked[name] = { ...zoomed, dtick: undefined };
    } else if (axis.ticktext && name.startsWith('y')) {
      ticked[name] = { ...zoomed, ...rateTicks(low, high) };
    } else {
      ticked[name] = zoomed;
    }
  }
  const { stepsPerEpoch, total = 0 } = (layout.meta ?? {}) as Partial<FigureMeta>;
  const { l = 0, r = 0 } = layout.margin ?? {};
  if (ranges.xaxis && stepsPerEpoch && ranges.xaxis[0] < total && ranges.xaxis[1] > 0) {
    const [from, to] = ranges.xaxis;
    const pixels = Math.max(1, width - l - r) / (to - from);
    // no epochs beyond the plan, on either side
    const [first, last] = [Math.max(0, from), Math.min(to, total)];
    const ticks = epochTicks(first, last, stepsPerEpoch, (last - first) * pixels);
    if (layout.xaxis2) {
      ticked.xaxis2 = { ...(layout.xaxis2 as Axis), ...ticks };
    }
  }
  return ticked as unknown as PaintedLayout;
}
