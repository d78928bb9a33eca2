import type { Bundle } from '../display';
import { CHART_MIME, type Chart, toSvg, toText } from '../figure';
import { isSchedule } from '../schedule';

/** MIME type of a schedule's spec beside its chart: what an editor opens. */
export const SCHEDULE_MIME = 'application/vnd.anneal.schedule.v1+json';

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

/** The spec of a schedule for editors; nothing for what has none, such as a schedule made of a function. */
export function specOf(thing: unknown): Bundle {
  if (!isSchedule(thing)) return {};
  try {
    return { [SCHEDULE_MIME]: thing.spec };
  } catch {
    return {};
  }
}
