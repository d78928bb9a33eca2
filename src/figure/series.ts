/** Colours that are given out before they are given out again. */
export const SERIES_ROLES = 6;

/** Role of the compared thing `index`: `series.1` to `series.6` in turn. */
export function seriesRole(index: number): string {
  return `series.${(index % SERIES_ROLES) + 1}`;
}
