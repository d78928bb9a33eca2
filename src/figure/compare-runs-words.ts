import type { Setting } from './compare-runs-table';
import type { RunMeasure } from './measured';

/** `validation loss · line: median of 5 seeds · band: lowest to highest seed`. */
export function subtitleOf(
  settings: readonly Setting[],
  by: RunMeasure,
  smoothing: number,
): string {
  const counts = new Set(settings.map(({ runs }) => runs.length));
  const what = by === 'validation' ? 'validation loss' : `training loss, smoothed ${smoothing}`;
  if (counts.size === 1 && counts.has(1)) return what;
  const many = counts.size === 1 ? `${[...counts][0]} ` : 'all ';
  return `${what} · line: median of ${many}seeds · band: lowest to highest seed`;
}

/** `2 settings × 3 seeds`, or as much of it as is so. */
export function titleOf(settings: readonly Setting[]): string {
  const counts = settings.map(({ runs }) => runs.length);
  const [first = 1] = counts;
  if (counts.every((count) => count === 1)) {
    return `${settings.length} ${settings.length === 1 ? 'run' : 'runs'}`;
  }
  const names = `${settings.length} ${settings.length === 1 ? 'setting' : 'settings'}`;
  return counts.every((count) => count === first)
    ? `${names} × ${first} seeds`
    : `${names}, ${counts.reduce((a, b) => a + b)} runs`;
}
