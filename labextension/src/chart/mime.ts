/** MIME type of a chart, written out: importing it would load the whole library at start-up. */
export const CHART_MIME: typeof import('anneal/pure').CHART_MIME =
  'application/vnd.anneal.chart.v1+json';
