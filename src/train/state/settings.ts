import { fromSpec } from '../../schedule';
import type { RunSettings } from './run-log-format';

/** The names of the settings that differ, in the order of `now`. */
export function changedSettings(before: RunSettings, now: RunSettings): string[] {
  const names = new Set([...Object.keys(now), ...Object.keys(before)]);
  return [...names].filter((name) => canonical(before[name]) !== canonical(now[name]));
}

/** Settings in words: `epochs 2 and schedule cosine · peak 0.001`. */
export function settingsText(settings: RunSettings, names: readonly string[]): string {
  return names.map((name) => `${name} ${valueText(name, settings[name])}`).join(' and ');
}

function valueText(name: string, value: unknown): string {
  if (value === undefined) return 'not given';
  if (name === 'schedule') return labelOf(value);
  const text = typeof value === 'string' ? value : canonical(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function labelOf(spec: unknown): string {
  try {
    return fromSpec(spec).label;
  } catch {
    return canonical(spec).slice(0, 60);
  }
}

/** JSON whose keys are sorted: equal for equal values, however they were written. */
function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_, one) =>
      typeof one === 'object' && one !== null && !Array.isArray(one)
        ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
        : one,
    ) ?? 'undefined'
  );
}
