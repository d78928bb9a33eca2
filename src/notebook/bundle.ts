import type { Bundle } from '../display';
import { CHART_MIME, type Chart, toSvg, toText } from '../figure';

/**
 * A chart for every front end: ours draws it with Plotly, others show the SVG, the rest the text.
 *
 * @param still Whether to add the SVG; frames of a live chart go without.
 */
export function bundleOf(chart: Chart, still = true): Bundle {
  return {
    [CHART_MIME]: chart,
    ...(still && { 'image/svg+xml': toSvg(chart) }),
    'text/plain': toText(chart),
  };
}
