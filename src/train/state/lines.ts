import { closeSync, openSync, readSync } from 'node:fs';
import { fileError } from './file-error';

const CHUNK = 1 << 16;
const NEWLINE = 10;

/** A line that ended, and how many bytes of the file lie before the next one. */
export interface Line {
  readonly text: string;
  readonly end: number;
}

/**
 * The lines of a file from a position on. What follows the last line end is not a line: it is being
 * written, or was torn.
 *
 * @throws Error that names the file when it cannot be read.
 */
export function* readLines(file: string, from = 0): Generator<Line> {
  const descriptor = openForReading(file);
  try {
    let rest = Buffer.alloc(0);
    let end = from;
    for (let position = from; ; ) {
      const chunk = Buffer.allocUnsafe(CHUNK);
      const length = readSync(descriptor, chunk, 0, CHUNK, position);
      if (length === 0) return;
      position += length;
      const bytes = Buffer.concat([rest, chunk.subarray(0, length)]);
      let start = 0;
      for (let stop = bytes.indexOf(NEWLINE); stop >= 0; stop = bytes.indexOf(NEWLINE, start)) {
        end += stop + 1 - start;
        yield { text: bytes.toString('utf8', start, stop), end };
        start = stop + 1;
      }
      rest = bytes.subarray(start);
    }
  } finally {
    closeSync(descriptor);
  }
}

function openForReading(file: string): number {
  try {
    return openSync(file, 'r');
  } catch (error) {
    throw fileError('read', file, error);
  }
}
