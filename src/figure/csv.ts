import type { Chart } from './chart';
import { decodeColumn, decodePositions } from './encode';
import { plainText } from './text';

/** A field, quoted when it holds a separator, and never a formula of a spreadsheet. */
function field(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * The points that a chart shows, one a line: the name of their line, their place on the x axis, their value.
 *
 * A long run shows fewer points than it has steps; `run.toCSV()` has them all.
 *
 * @example
 * assert.match(toCsv(scheduleChart(cosine({ peak: 1e-3, steps: 3 }))), /^line,step,value\n/);
 */
export function toCsv({ figure }: Chart): string {
  const axis = (figure.layout.xaxis ?? {}) as { title?: { text?: string } };
  const lines = [`line,${field(plainText(axis.title?.text ?? 'x'))},value`];
  for (const trace of figure.data) {
    if (!trace.name || trace.visible === false) continue;
    const values = decodeColumn(trace.y);
    const places = decodePositions(trace, values.length);
    values.forEach((value, i) => {
      lines.push(`${field(trace.name)},${places[i]},${Number.isFinite(value) ? value : ''}`);
    });
  }
  return `${lines.join('\n')}\n`;
}
