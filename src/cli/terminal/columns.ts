/**
 * Rows with their cells one below the other.
 *
 * @param gap Blanks between two columns.
 * @returns A line a row, without blanks at its end.
 */
export function columns(rows: readonly (readonly string[])[], gap = 2): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 0, cell.length);
    });
  }
  return rows.map((row) =>
    row
      .map((cell, index) => cell.padEnd((widths[index] ?? 0) + gap))
      .join('')
      .trimEnd(),
  );
}
