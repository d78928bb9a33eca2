import { type Chart, decodeColumn, type EncodedColumn } from '../../src/figure';

const isColumn = (value: unknown): value is EncodedColumn =>
  typeof value === 'object' && value !== null && 'bdata' in value;

/** A column as a few numbers to compare: how many, how many gaps, the ends, the extremes, the sum. */
function summarize(column: EncodedColumn): object {
  const numbers = decodeColumn(column);
  const finite = numbers.filter(Number.isFinite);
  const tidy = (value: number | undefined): number => Number((value ?? Number.NaN).toPrecision(6));
  const extremes = [Math.min(...finite), Math.max(...finite)].map(tidy);
  const sum = tidy(finite.reduce((total, value) => total + value, 0));
  const ends = [tidy(finite[0]), tidy(finite.at(-1))];
  return {
    dtype: column.dtype,
    count: numbers.length,
    gaps: numbers.length - finite.length,
    ends,
    extremes,
    sum,
  };
}

/** A chart as readable JSON: encoded columns as their {@link summarize | summary}. */
export function readable(chart: Chart): string {
  return `${JSON.stringify(chart, (_, value) => (isColumn(value) ? summarize(value) : value), 2)}\n`;
}
