import { fileError } from './file-error';
import { readLines } from './lines';
import { RunLogContents } from './run-log-contents';
import type { RunLogEntry } from './run-log-format';

/** Reads a run log as far as it is written, and further when it has grown. */
export class RunLogReader {
  readonly file: string;
  contents = new RunLogContents();
  /** Bytes of the lines that hold. */
  size = 0;

  constructor(file: string) {
    this.file = file;
  }

  /**
   * Reads what is new. A last line that is torn is passed over, until it is whole.
   *
   * @returns Whether there was something.
   * @throws Error that names the file and what is wrong, such as a damaged line that others follow.
   */
  read(): boolean {
    const before = this.contents.lines;
    let damaged = false;
    for (const { text, end } of readLines(this.file, this.size)) {
      if (damaged) throw this.complaint(`line ${this.contents.lines + 1} is damaged`);
      const entry = parse(text);
      if (!entry) {
        damaged = true;
        continue;
      }
      try {
        this.contents.add(entry);
      } catch (error) {
        throw this.complaint((error as Error).message);
      }
      this.size = end;
    }
    return this.contents.lines > before;
  }

  private complaint(message: string): Error {
    return fileError('read', this.file, new SyntaxError(message));
  }
}

/** A line as an entry; nothing when it is no JSON object. */
function parse(text: string): RunLogEntry | undefined {
  try {
    const entry = JSON.parse(text);
    return typeof entry === 'object' && entry !== null ? entry : undefined;
  } catch {
    return undefined;
  }
}
