import { faint, MARK_COLUMNS, mark } from '../terminal/mark';
import type { Result } from './check';

/**
 * What was found on one line, how to mend it on the next.
 *
 * @param width Columns for the name of a check.
 */
export function resultLines(
  { name, status, found, remedy }: Result,
  width: number,
  colour: boolean,
): string[] {
  const lines = [`${mark(status, colour)} ${name.padEnd(width)}  ${found}`];
  if (remedy) {
    const indent = ' '.repeat(MARK_COLUMNS + 1 + width + 2);
    lines.push(`${indent}${faint('to mend:', colour)} ${remedy}`);
  }
  return lines;
}

/** "1 problem, 2 warnings", or that all is well. */
export function summaryLine(results: readonly Result[]): string {
  const parts = (['problem', 'warning'] as const).flatMap((status) => {
    const count = results.filter((result) => result.status === status).length;
    return count === 0 ? [] : [`${count} ${status}${count === 1 ? '' : 's'}`];
  });
  return parts.length === 0 ? 'All is well.' : `${parts.join(', ')}.`;
}
