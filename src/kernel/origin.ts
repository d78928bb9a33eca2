import { SourceMap, type SourceMapPayload } from 'node:module';

/** Where JavaScript comes from. tslab compiles in two steps, so there are two maps; each is read when it is asked. */
export interface Origin {
  /** From TypeScript to JavaScript modules, in base 64. */
  readonly first: string;
  /** From there to CommonJS. */
  readonly second: string;
}

/** A place in a text. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * The place in the TypeScript that a place in the JavaScript comes from; both counted from 1.
 *
 * @param prefix Lines that the compiler was given in front of what was written.
 */
export function positionIn(
  { first, second }: Origin,
  { line, column }: Position,
  prefix: number,
): Position | undefined {
  const middle = find(second, line - 1, column - 1);
  const start = middle && find(Buffer.from(first, 'base64').toString(), middle.line, middle.column);
  if (!start || start.line < prefix) return undefined;
  return { line: start.line - prefix + 1, column: start.column + 1 };
}

function find(map: string, line: number, column: number): Position | undefined {
  const entry = new SourceMap(JSON.parse(map) as SourceMapPayload).findEntry(line, column);
  // an entry of a line before says nothing about this one
  if (!('originalLine' in entry) || entry.generatedLine !== line) return undefined;
  return { line: entry.originalLine, column: entry.originalColumn };
}
