/**
 * The name that was probably meant.
 *
 * @returns `undefined` when every name takes more changes than half its length.
 */
export function nearest(typed: string, names: readonly string[]): string | undefined {
  const [best] = names
    .map((name) => ({ name, changes: distance(typed, name) }))
    .sort((a, b) => a.changes - b.changes);
  return best && best.changes <= Math.max(1, best.name.length / 2) ? best.name : undefined;
}

/** Letters to insert, drop or replace to get from one text to the other (Levenshtein 1966). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  [...from].forEach((letter, i) => {
    const above = row;
    row = [i + 1];
    [...to].forEach((other, j) => {
      const replaced = (above[j] as number) + (letter === other ? 0 : 1);
      row.push(Math.min(replaced, (above[j + 1] as number) + 1, (row[j] as number) + 1));
    });
  });
  return row[to.length] as number;
}
