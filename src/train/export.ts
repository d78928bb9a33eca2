import type { History } from './history';

/** Columns as CSV: a header, then one line for each row; numbers are written so that they read back equal. */
export function toCsv(history: History): string {
  const columns = Object.values(history);
  const rows = Array.from(history.step, (_, row) => columns.map((column) => column[row]).join(','));
  return [Object.keys(history).map(csvField).join(','), ...rows, ''].join('\n');
}

/** Columns as plain JSON. NaN and infinities, which JSON does not know, become text. */
export function toPlain(history: History): Record<string, (number | string)[]> {
  return Object.fromEntries(
    Object.entries(history).map(([name, column]) => [name, Array.from(column, plainNumber)]),
  );
}

/** A header, quoted when it holds a separator, and never a formula of a spreadsheet. */
function csvField(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A number as JSON can hold it. */
export function plainNumber(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}
