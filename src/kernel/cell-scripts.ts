import { existsSync } from 'node:fs';
import { type Origin, positionIn } from './origin';
import { CELL_PREFIX } from './tslab';

/** A cell as it was compiled. */
interface Script {
  readonly source: string;
  /** Its execution count. */
  readonly label: number;
  readonly origin: Origin | undefined;
}

/** A place in a cell. */
export interface CellPlace {
  /** Execution count of the cell. */
  readonly label: number;
  /** Counted from 1. */
  readonly line: number;
  readonly text: string;
}

const URL_START = 'anneal-cell-';

/** Whether a script is a cell. */
export const isCellUrl = (url: string): boolean => url.startsWith(URL_START);

/** Cells whose errors can be explained; those before them are forgotten. */
const MOST = 1000;

/** The scripts that cells and local modules became, so that a place in one can be told as a place in what was written. */
export class CellScripts {
  private readonly cells = new Map<number, Script>();
  private readonly modules = new Map<string, Origin>();
  private last = 0;

  /** Keeps a cell. @returns The address that its script must be given. */
  add(script: Script): string {
    this.last += 1;
    this.cells.set(this.last, script);
    this.cells.delete(this.last - MOST);
    return `${URL_START}${this.last}`;
  }

  /** Keeps a local module. @param path Of its JavaScript, which is in memory only. */
  addModule(path: string, origin: Origin): void {
    this.modules.set(path, origin);
  }

  /** The place in a cell that a line of a stack names; nothing when it names none, or what was not written. */
  find(frame: string): CellPlace | undefined {
    const [, id, line, column] = CELL_FRAME.exec(frame) ?? [];
    const script = this.cells.get(Number(id));
    const at = { line: Number(line), column: Number(column) };
    const place = script?.origin && positionIn(script.origin, at, CELL_PREFIX);
    const text = place && script.source.split('\n')[place.line - 1];
    if (!place || text === undefined) return undefined;
    return { label: script.label, line: place.line, text: text.trim() };
  }

  /** A line of a stack, with the place in the TypeScript where it names a local module. */
  inModule(frame: string): string {
    return frame.replace(FILE_FRAME, (whole, path, line, column) => {
      const origin = this.modules.get(path);
      const file = path.replace(/\.js$/, '.ts');
      // a module that is itself a cell is no file
      const prefix = existsSync(file) ? 0 : CELL_PREFIX;
      const at = { line: Number(line), column: Number(column) };
      const place = origin && positionIn(origin, at, prefix);
      return place ? `${file}:${place.line}:${place.column}` : whole;
    });
  }
}

const CELL_FRAME = new RegExp(`${URL_START}(\\d+):(\\d+):(\\d+)`);
const FILE_FRAME = /([^\s()]+\.js):(\d+):(\d+)/;

/** Whether a line of a stack is in a cell. */
export const isCellFrame = (frame: string): boolean => CELL_FRAME.test(frame);
