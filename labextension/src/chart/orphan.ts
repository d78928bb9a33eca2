import type { TranslationBundle } from '@jupyterlab/translation';
import type { Chart } from 'anneal/pure';

/** The last frame of a run whose kernel is gone: it runs no longer, whatever that frame said. */
export function orphaned(chart: Chart, trans: TranslationBundle): Chart {
  const { progress: _, ...rest } = chart;
  return {
    ...rest,
    status: { word: trans.__('ended with its kernel'), kind: 'stopped' },
    facts: (chart.facts ?? []).filter(({ label }) => label !== 'ETA'),
  };
}
