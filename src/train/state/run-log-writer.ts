import { closeSync, fdatasync, ftruncateSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { fileError } from './file-error';
import type { RunLogEntry } from './run-log-format';

const sync = promisify(fdatasync);

/**
 * Appends entries to a run log, each a line that is handed to the system whole: what was written
 * outlives the process. `sync` waits until it would outlive a loss of power as well.
 */
export class RunLogWriter {
  readonly file: string;
  /** Lines of the log so far. */
  lines: number;
  private size: number;
  private readonly descriptor: number;

  /**
   * @param lines Lines that are kept, of `size` bytes; whatever follows them is cut off, such as a
   * line that was torn.
   * @throws Error that names the file and says why it cannot be written.
   */
  constructor(file: string, lines = 0, size = 0) {
    this.file = file;
    this.lines = lines;
    this.size = size;
    try {
      mkdirSync(dirname(file), { recursive: true });
      // not 'a': a line that went wrong is cut off again
      this.descriptor = openSync(file, size > 0 ? 'r+' : 'w');
      ftruncateSync(this.descriptor, size);
    } catch (error) {
      throw fileError('write', file, error);
    }
  }

  /** @throws Error that names the file; the lines before are untouched. */
  write(entry: RunLogEntry): void {
    const line = Buffer.from(`${JSON.stringify(entry)}\n`);
    try {
      for (let done = 0; done < line.length; ) {
        done += writeSync(this.descriptor, line, done, line.length - done, this.size + done);
      }
    } catch (error) {
      this.cutOff();
      throw fileError('write', this.file, error);
    }
    this.size += line.length;
    this.lines += 1;
  }

  /** Waits until all lines are on the disk. */
  async sync(): Promise<void> {
    try {
      await sync(this.descriptor);
    } catch (error) {
      throw fileError('write', this.file, error);
    }
  }

  close(): void {
    closeSync(this.descriptor);
  }

  /** Takes back a line that could not be written whole. */
  private cutOff(): void {
    try {
      ftruncateSync(this.descriptor, this.size);
    } catch {
      // a reader drops a torn last line
    }
  }
}
