import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { CHART_MIME } from '../../../src/figure';

/** What each code cell of a notebook must put out, line by line: tslab skips cells silently after an error. */
export type Expected = readonly (readonly RegExp[])[];

/** The line that stands for a chart. */
export const chart = (title: string): RegExp => new RegExp(`^\\[chart\\] ${title}$`);

/** The line that stands for a picture that a cell drew itself. */
export const picture = (title: string): RegExp => new RegExp(`^\\[picture\\] ${title}$`);

interface Output {
  readonly output_type: string;
  readonly name?: string;
  readonly text?: string | string[];
  readonly data?: Readonly<Record<string, unknown>>;
}

interface Cell {
  readonly cell_type: string;
  readonly outputs: readonly Output[];
}

/** An output as lines of text: charts and pictures by their titles, text as it reads, whichever message brought it. */
function linesOf({ output_type, name, text, data }: Output): string[] {
  const shown = data?.[CHART_MIME] as { title: string } | undefined;
  if (shown) return [`[chart] ${shown.title}`];
  const svg = [data?.['image/svg+xml'] ?? ''].flat().join('');
  if (svg) return [`[picture] ${/<title>(.*?)<\/title>/.exec(svg)?.[1]}`];
  const words = [text ?? data?.['text/plain'] ?? ''].flat().join('');
  const expected = name === 'stdout' || output_type === 'execute_result';
  return (expected ? words : `[${name ?? output_type}] ${words}`).trimEnd().split('\n');
}

/** The code cells of a notebook. */
export const codeCells = (file: string): Cell[] =>
  (JSON.parse(readFileSync(file, 'utf8')).cells as Cell[]).filter(
    (cell) => cell.cell_type === 'code',
  );

/** Asserts that each code cell of a notebook put out what it must, and nothing else. */
export function expectOutputs(file: string, expected: Expected): void {
  const cells = codeCells(file);
  expect(cells).toHaveLength(expected.length);
  for (const [index, patterns] of expected.entries()) {
    const lines = cells[index]?.outputs.flatMap(linesOf) ?? [];
    expect(lines, `code cell ${index + 1}`).toHaveLength(patterns.length);
    for (const [line, pattern] of patterns.entries()) {
      expect(lines[line], `code cell ${index + 1}`).toMatch(pattern);
    }
  }
}
